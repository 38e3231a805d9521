namespace LlmHttpMetrics.CustomProviders;

/// <summary>An endpoint that takes POST requests: how its path ends, what it does, and where in its bodies what stands.</summary>
public sealed class CustomEndpoint
{
    /// <summary>
    /// The end of the path, from a slash on (<c>/v2/generate</c>). <c>*</c> stands for any one segment, <c>{model}</c> for one that
    /// names the model, also beside other text (<c>/models/{model}:run</c>). Where several fit, the longest counts. Required.
    /// </summary>
    /// <value>The default is empty, which is refused.</value>
    public string Path { get; set; } = "";

    /// <summary>The value of <c>gen_ai.operation.name</c>.</summary>
    /// <value>
    /// The default is <c>chat</c>; allowed are also <c>generate_content</c>, <c>text_completion</c>, <c>embeddings</c>,
    /// <c>rerank</c>, <c>image_generation</c>, <c>transcription</c>, <c>translation</c>, <c>speech</c>, <c>moderation</c> and
    /// <c>prediction</c>.
    /// </value>
    public string Operation { get; set; } = "chat";

    /// <summary>How streamed answers are framed.</summary>
    /// <value>The default is <see cref="CustomFraming.ServerSentEvents"/>.</value>
    public CustomFraming Framing { get; set; }

    /// <summary>Whether the answer is a stream unless the request says otherwise.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Streams { get; set; }

    /// <summary>
    /// A built-in wire format that the endpoint speaks, such as <c>openai.chat</c> or <c>anthropic</c>. Nothing else is then said
    /// of its bodies.
    /// </summary>
    /// <value>The default is <see langword="null"/>: the endpoint's own, told by the settings that follow.</value>
    public string? Format { get; set; }

    /// <summary>Where in a request what stands.</summary>
    public CustomRequest Request { get; set; } = new();

    /// <summary>Where in an answer that is one JSON value what stands.</summary>
    public CustomResponse Response { get; set; } = new();

    /// <summary>
    /// Where in an event of a streamed answer what stands; only what differs from <see cref="Response"/> need be said.
    /// </summary>
    public CustomResponse Events { get; set; } = new();

    /// <summary>
    /// What the words at <see cref="CustomResponse.Type"/> and <see cref="CustomResponse.ItemType"/>, and the names of server-sent
    /// events, mean. Others say nothing.
    /// </summary>
    /// <value>The default is none.</value>
    public IDictionary<string, CustomTypeMeaning> Types { get; } = new Dictionary<string, CustomTypeMeaning>(StringComparer.Ordinal);

    /// <summary>
    /// The outcome that a finish reason means: <see cref="LlmOutcomes.Error"/>, <see cref="LlmOutcomes.ContentFilter"/>,
    /// <see cref="LlmOutcomes.Length"/> or <see cref="LlmOutcomes.Completed"/>.
    /// </summary>
    /// <value>
    /// The default is none: <c>length</c>, <c>max_tokens</c>, <c>content_filter</c> and the like mean what they do with the built-in
    /// formats, all other words that the answer is complete.
    /// </value>
    public IDictionary<string, string> FinishReasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc cref="CustomProvider.Setting"/>
    internal string? Setting { get; set; }
}
