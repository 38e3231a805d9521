namespace LlmHttpMetrics.MockProviders;

/// <summary>
/// What the server answers, in no format yet: the request's path decides that. Everything left out is made up from the request, the same way every time.
/// </summary>
/// <remarks>
/// Figures follow one convention for all formats: input includes what was read from or written to a cache, output includes reasoning.
/// A format that counts otherwise, as Anthropic's does, is given the numbers it would send.
/// </remarks>
public sealed partial record MockReply
{
    internal static MockReply Default { get; } = new();

    /// <summary>The visible text.</summary>
    /// <value>The default, <see langword="null"/>, makes up a sentence whose length depends on the request, unless there are tool calls or a refusal.</value>
    public string? Text { get; init; }

    /// <summary>The number of pieces <see cref="Text"/> is streamed in, 1 or more; never more than it has characters.</summary>
    /// <value>The default, <see langword="null"/>, streams word by word.</value>
    public int? ChunkCount { get; init; }

    /// <summary>The reasoning shown before the text: thinking blocks, reasoning summaries, or <c>reasoning_content</c> in Chat Completions.</summary>
    /// <value>The default, <see langword="null"/>, shows none.</value>
    public string? Reasoning { get; init; }

    /// <summary>The calls the client is asked to make.</summary>
    public IReadOnlyList<MockToolCall> ToolCalls { get; init; } = [];

    /// <summary>The text of a refusal, sent instead of <see cref="Text"/>.</summary>
    public string? Refusal { get; init; }

    /// <summary>Why the answer ended.</summary>
    /// <value>
    /// The default, <see langword="null"/>, follows from the reply: tool calls, a made-up text cut at the request's token limit, or a natural
    /// end.
    /// </value>
    public MockFinish? Finish { get; init; }

    /// <summary>
    /// A finish reason sent as it is where the format has one, such as Anthropic's <c>stop_sequence</c>; <see langword="null"/> for the word of
    /// <see cref="Finish"/>.
    /// </summary>
    public string? RawFinishReason { get; init; }

    /// <summary>The number of choices, 1 or more; all have the same content. Chat Completions and Completions only.</summary>
    /// <value>The default, <see langword="null"/>, takes the request's <c>n</c>, else 1.</value>
    public int? Choices { get; init; }

    /// <summary>The model named in the answer; <see langword="null"/> for the one requested.</summary>
    public string? Model { get; init; }

    /// <summary>The answer's id; <see langword="null"/> for a new one in the provider's style.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The service tier named in the answer; <see langword="null"/> for the provider's usual word.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>The length of embedding vectors, 1 or more; <see langword="null"/> for the request's <c>dimensions</c>, else 16.</summary>
    public int? EmbeddingDimensions { get; init; }

    /// <summary>The rate-limit headers; <see langword="null"/> for none.</summary>
    public MockRateLimits? RateLimits { get; init; }

    /// <summary>Headers added to the answer, over those of the provider.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The wait before the headers, and so before anything; not negative; default none.</summary>
    public TimeSpan DelayToHeaders { get; init; }

    /// <summary>The wait before the first content event; not negative; default none. An answer that is not streamed waits before its headers.</summary>
    public TimeSpan DelayToFirstToken { get; init; }

    /// <summary>
    /// The wait before each further content event; not negative; default none. An answer that is not streamed waits for all of them before its
    /// headers.
    /// </summary>
    public TimeSpan DelayBetweenTokens { get; init; }

    /// <summary>What goes wrong; <see langword="null"/> for nothing.</summary>
    public MockFault? Fault { get; init; }

    /// <summary>How this reply's stream is framed; <see langword="null"/> for the server's <see cref="MockProviderOptions.Sse"/>.</summary>
    public SseStyle? Sse { get; init; }
}
