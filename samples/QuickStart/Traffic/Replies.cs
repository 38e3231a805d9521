using LlmHttpMetrics.MockProviders;

namespace QuickStart.Traffic;

/// <summary>The answers of the mock providers. Figures that are not set are word counts.</summary>
internal static class Replies
{
    /// <summary>The first word of each answer that the client does not read to its end.</summary>
    public const string FirstWord = "Once";

    public static readonly MockReply Quick = new()
    {
        DelayToFirstToken = TimeSpan.FromMilliseconds(10),
        DelayBetweenTokens = TimeSpan.FromMilliseconds(2),
        ChunkCount = 5,
    };

    public static readonly MockReply Slow = Quick with { DelayToFirstToken = TimeSpan.FromMilliseconds(40) };

    public static readonly MockReply Cached = Quick with { CachedTokens = 1_024 };

    public static readonly MockReply CachedByAnthropic = Slow with { CachedTokens = 2_048, CacheWrite5mTokens = 300, CacheWrite1hTokens = 200 };

    /// <summary>The start of requests to <see cref="Cached"/>: one token per word, and more tokens than are read from the cache.</summary>
    public static readonly string CachedText = Handbook.Of(words: 1_100);

    /// <summary>The start of requests to <see cref="CachedByAnthropic"/>.</summary>
    public static readonly string TextCachedByAnthropic = Handbook.Of(words: 2_600);

    public static readonly MockReply Thinking = Slow with { Reasoning = "First compare the two sides, then add them up.", ReasoningTokens = 64 };

    public static readonly MockReply ToolCall = Quick with { ToolCalls = [new MockToolCall("get_weather", """{"city":"Berlin"}""")] };

    public static readonly MockReply TooLong = Quick with { Finish = MockFinish.Length };

    public static readonly MockReply Filtered = Quick with { Finish = MockFinish.ContentFilter };

    /// <summary>Sends two words and stops, so that the client always ends the call first.</summary>
    public static readonly MockReply LeftMidway = Quick with { Text = FirstWord + " upon a time", ChunkCount = null, Fault = MockFault.Stall(afterTokens: 2) };

    public static MockReply Broken(MockFault fault) => Quick with { Fault = fault };

    public static MockReply Refused(int status) => new() { Fault = MockFault.Status(status) };
}
