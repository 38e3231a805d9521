namespace LlmHttpMetrics.MockProviders;

/// <summary>
/// Token figures with the same meaning for all formats: input includes cached and cache-write tokens, output includes reasoning.
/// <see langword="null"/> means that a kind was not sent, 0 that a zero was sent.
/// </summary>
public sealed record MockTokens
{
    /// <summary>No figures.</summary>
    public static MockTokens None { get; } = new();

    /// <summary>Input tokens, including cached and cache-write tokens.</summary>
    public long? Input { get; init; }

    /// <summary>Output tokens, including reasoning.</summary>
    public long? Output { get; init; }

    /// <summary>Input tokens read from a cache.</summary>
    public long? Cached { get; init; }

    /// <summary>Input tokens written to a cache for five minutes, or without a specified lifetime.</summary>
    public long? CacheWrite5m { get; init; }

    /// <summary>Input tokens written to a cache for an hour.</summary>
    public long? CacheWrite1h { get; init; }

    /// <summary>Reasoning tokens.</summary>
    public long? Reasoning { get; init; }

    /// <summary>Audio tokens within the input.</summary>
    public long? AudioInput { get; init; }

    /// <summary>Audio tokens within the output.</summary>
    public long? AudioOutput { get; init; }

    /// <summary>Predicted tokens that were used.</summary>
    public long? AcceptedPrediction { get; init; }

    /// <summary>Predicted tokens that were not used.</summary>
    public long? RejectedPrediction { get; init; }

    /// <summary>Adds figures by kind; a kind that none of them has is <see langword="null"/>.</summary>
    /// <param name="tokens">The figures.</param>
    /// <returns>The sums.</returns>
    public static MockTokens Sum(IEnumerable<MockTokens> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return tokens.Aggregate(None, static (sum, next) => sum.Combine(next, static (a, b) => a is null ? b : b is null ? a : a + b));
    }

    /// <summary>Replaces each figure by the newer one, if there is one.</summary>
    internal MockTokens ReplacedBy(MockTokens newer) => Combine(newer, static (old, now) => now ?? old);

    private MockTokens Combine(MockTokens other, Func<long?, long?, long?> combine) => new()
    {
        Input = combine(Input, other.Input),
        Output = combine(Output, other.Output),
        Cached = combine(Cached, other.Cached),
        CacheWrite5m = combine(CacheWrite5m, other.CacheWrite5m),
        CacheWrite1h = combine(CacheWrite1h, other.CacheWrite1h),
        Reasoning = combine(Reasoning, other.Reasoning),
        AudioInput = combine(AudioInput, other.AudioInput),
        AudioOutput = combine(AudioOutput, other.AudioOutput),
        AcceptedPrediction = combine(AcceptedPrediction, other.AcceptedPrediction),
        RejectedPrediction = combine(RejectedPrediction, other.RejectedPrediction),
    };
}
