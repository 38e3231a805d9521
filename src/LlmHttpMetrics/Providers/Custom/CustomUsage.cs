namespace LlmHttpMetrics.CustomProviders;

/// <summary>
/// The paths of the usage figures. Of several paths, the first one with a value is used; in a stream, a later figure replaces an earlier one.
/// </summary>
public sealed class CustomUsage
{
    /// <summary>Input tokens.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Input { get; set; }

    /// <summary>Output tokens.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Output { get; set; }

    /// <summary>Input and output tokens together.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Total { get; set; }

    /// <summary>Input tokens read from a cache.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? CachedInput { get; set; }

    /// <summary>Input tokens written to a cache.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? CacheWrite { get; set; }

    /// <summary>Input tokens written to a cache for five minutes; part of <see cref="CacheWrite"/>.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? CacheWrite5Minutes { get; set; }

    /// <summary>Input tokens written to a cache for an hour; part of <see cref="CacheWrite"/>.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? CacheWrite1Hour { get; set; }

    /// <summary>Output tokens that are reasoning.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Reasoning { get; set; }

    /// <summary>Input tokens that the provider's tools added, not part of the input figure.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ToolUseInput { get; set; }

    /// <summary>Input tokens that are audio.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? InputAudio { get; set; }

    /// <summary>Input tokens that are images.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? InputImage { get; set; }

    /// <summary>Output tokens that are audio.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? OutputAudio { get; set; }

    /// <summary>Output tokens that are images.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? OutputImage { get; set; }

    /// <summary>Output tokens of an accepted prediction.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? AcceptedPrediction { get; set; }

    /// <summary>Output tokens of a rejected prediction.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? RejectedPrediction { get; set; }

    /// <summary>
    /// Whether <see cref="Input"/> does not include the tokens read from and written to a cache, as Anthropic's does not; they are then added.
    /// </summary>
    /// <value>
    /// The default is <see langword="false"/>. There is one value for the whole endpoint: it applies if either of its two sections sets it.
    /// </value>
    public bool InputExcludesCache { get; set; }

    /// <summary>Whether <see cref="Output"/> does not include reasoning tokens, as Gemini's does not; they are then added.</summary>
    /// <value>The default is <see langword="false"/>. It applies to the whole endpoint, as <see cref="InputExcludesCache"/> does.</value>
    public bool OutputExcludesReasoning { get; set; }
}
