namespace LlmHttpMetrics.MockProviders;

/// <summary>
/// What the server answers, independent of the wire format, which the request's path determines. Everything that is not set is generated from the
/// request, in the same way every time.
/// </summary>
/// <remarks>
/// Figures have the same meaning for all formats: input includes tokens read from or written to a cache, output includes reasoning. A format that
/// counts differently, such as Anthropic's, sends the corresponding numbers.
/// </remarks>
public sealed partial record MockReply
{
    internal static MockReply Default { get; } = new();

    /// <summary>The visible text.</summary>
    /// <value>
    /// The default, <see langword="null"/>, generates a sentence whose length depends on the request, unless there are tool calls or a refusal.
    /// </value>
    public string? Text { get; init; }

    /// <summary>The number of pieces in which <see cref="Text"/> is streamed, 1 or more; at most its number of characters.</summary>
    /// <value>The default, <see langword="null"/>, streams word by word.</value>
    public int? ChunkCount { get; init; }

    /// <summary>The reasoning before the text: thinking blocks, reasoning summaries, or <c>reasoning_content</c> in Chat Completions.</summary>
    /// <value>The default, <see langword="null"/>, sends none.</value>
    public string? Reasoning { get; init; }

    /// <summary>The calls that the client is asked to make.</summary>
    public IReadOnlyList<MockToolCall> ToolCalls { get; init; } = [];

    /// <summary>The text of a refusal, sent instead of <see cref="Text"/>.</summary>
    public string? Refusal { get; init; }

    /// <summary>Why the answer ended.</summary>
    /// <value>
    /// The default, <see langword="null"/>, depends on the reply: tool calls, a generated text cut at the request's token limit, or a natural end.
    /// </value>
    public MockFinish? Finish { get; init; }

    /// <summary>
    /// A finish reason that is sent unchanged if the format has one, such as Anthropic's <c>stop_sequence</c>; <see langword="null"/> for the value
    /// of <see cref="Finish"/>.
    /// </summary>
    public string? RawFinishReason { get; init; }

    /// <summary>The number of choices, 1 or more; all have the same content. Chat Completions and Completions only.</summary>
    /// <value>The default, <see langword="null"/>, uses the request's <c>n</c>, otherwise 1.</value>
    public int? Choices { get; init; }

    /// <summary>The model named in the answer; <see langword="null"/> for the one requested.</summary>
    public string? Model { get; init; }

    /// <summary>The answer's id; <see langword="null"/> for a new one in the provider's style.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The service tier named in the answer; <see langword="null"/> for the provider's usual value.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>The length of embedding vectors, 1 or more; <see langword="null"/> for the request's <c>dimensions</c>, otherwise 16.</summary>
    public int? EmbeddingDimensions { get; init; }

    /// <summary>The rate-limit headers; <see langword="null"/> for none.</summary>
    public MockRateLimits? RateLimits { get; init; }

    /// <summary>Headers added to the answer, which override those of the provider.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The delay before the headers; not negative; default none.</summary>
    public TimeSpan DelayToHeaders { get; init; }

    /// <summary>The delay before the first content event; not negative; default none. An answer that is not streamed is delayed before its headers.</summary>
    public TimeSpan DelayToFirstToken { get; init; }

    /// <summary>
    /// The delay before each further content event; not negative; default none. An answer that is not streamed is delayed by all of them before its
    /// headers.
    /// </summary>
    public TimeSpan DelayBetweenTokens { get; init; }

    /// <summary>The fault; <see langword="null"/> for none.</summary>
    public MockFault? Fault { get; init; }

    /// <summary>How this reply's stream is framed; <see langword="null"/> for the server's <see cref="MockProviderOptions.Sse"/>.</summary>
    public SseStyle? Sse { get; init; }
}
