namespace LlmHttpMetrics.CustomProviders;

/// <summary>
/// Where the usage figures stand. Of several paths the first that is there counts; in a stream a later figure replaces an
/// earlier one.
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

    /// <summary>Of those, what is kept for five minutes.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? CacheWrite5Minutes { get; set; }

    /// <summary>Of those, what is kept for an hour.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? CacheWrite1Hour { get; set; }

    /// <summary>Output tokens that are reasoning.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Reasoning { get; set; }

    /// <summary>Input tokens that the tools of the provider have brought, outside the input figure.</summary>
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
    /// Whether <see cref="Input"/> leaves out what was read from and written to a cache, as Anthropic's does; it is then
    /// added.
    /// </summary>
    /// <value>
    /// The default is <see langword="false"/>. One for the whole endpoint: it counts where either of its two sections says
    /// so.
    /// </value>
    public bool InputExcludesCache { get; set; }

    /// <summary>Whether <see cref="Output"/> leaves out what was reasoned, as Gemini's does; it is then added.</summary>
    /// <value>The default is <see langword="false"/>, and counts as that of <see cref="InputExcludesCache"/> does.</value>
    public bool OutputExcludesReasoning { get; set; }
}
