namespace LlmHttpMetrics.CustomProviders;

/// <summary>An endpoint that accepts POST requests: the end of its path, its operation, and the paths of the values in its bodies.</summary>
public sealed class CustomEndpoint
{
    /// <summary>
    /// The end of the path, beginning with a slash (<c>/v2/generate</c>). <c>*</c> stands for any one segment, <c>{model}</c> for a segment, or
    /// part of one, that is the model's name (<c>/models/{model}:run</c>). If several match, the longest is used. Required.
    /// </summary>
    /// <value>The default is empty, which is not valid.</value>
    public string Path { get; set; } = "";

    /// <summary>The value of <c>gen_ai.operation.name</c>.</summary>
    /// <value>
    /// The default is <c>chat</c>. Also allowed are <c>generate_content</c>, <c>text_completion</c>, <c>embeddings</c>, <c>rerank</c>,
    /// <c>image_generation</c>, <c>transcription</c>, <c>translation</c>, <c>speech</c>, <c>moderation</c> and <c>prediction</c>.
    /// </value>
    public string Operation { get; set; } = "chat";

    /// <summary>How streamed answers are framed.</summary>
    /// <value>The default is <see cref="CustomFraming.ServerSentEvents"/>.</value>
    public CustomFraming Framing { get; set; }

    /// <summary>Whether the answer is a stream unless the request specifies otherwise.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Streams { get; set; }

    /// <summary>
    /// A built-in wire format that the endpoint uses, such as <c>openai.chat</c> or <c>anthropic</c>. The settings that describe its bodies must
    /// then be left out.
    /// </summary>
    /// <value>The default is <see langword="null"/>: a custom format, described by the settings that follow.</value>
    public string? Format { get; set; }

    /// <summary>The paths of the values in a request.</summary>
    public CustomRequest Request { get; set; } = new();

    /// <summary>The paths of the values in an answer that is one JSON value.</summary>
    public CustomResponse Response { get; set; } = new();

    /// <summary>
    /// The paths of the values in an event of a streamed answer; only those that differ from <see cref="Response"/> need to be set.
    /// </summary>
    public CustomResponse Events { get; set; } = new();

    /// <summary>
    /// The meaning of the values at <see cref="CustomResponse.Type"/> and <see cref="CustomResponse.ItemType"/>, and of the names of server-sent
    /// events. Values that are not listed are ignored.
    /// </summary>
    /// <value>The default is none.</value>
    public IDictionary<string, CustomTypeMeaning> Types { get; } = new Dictionary<string, CustomTypeMeaning>(StringComparer.Ordinal);

    /// <summary>
    /// The outcome for a finish reason: <see cref="LlmOutcomes.Error"/>, <see cref="LlmOutcomes.ContentFilter"/>,
    /// <see cref="LlmOutcomes.Length"/> or <see cref="LlmOutcomes.Completed"/>.
    /// </summary>
    /// <value>
    /// The default is none: <c>length</c>, <c>max_tokens</c>, <c>content_filter</c> and similar values have the same meaning as in the built-in
    /// formats; all other values mean that the answer is complete.
    /// </value>
    public IDictionary<string, string> FinishReasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc cref="CustomProvider.Setting"/>
    internal string? Setting { get; set; }
}
