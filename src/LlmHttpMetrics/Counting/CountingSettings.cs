namespace LlmHttpMetrics.Counting;

/// <summary>What a client's options say about counting.</summary>
internal sealed record CountingSettings
{
    /// <summary>Decides by which strategy a call is measured.</summary>
    public required StrategyResolver Strategies { get; init; }

    /// <summary>There are tokenizers to count tokens that a provider does not report, or they are estimated.</summary>
    public required bool CountsLocally { get; init; }

    /// <summary>Calls whose provider reports usage are counted too, some of them, to learn from.</summary>
    public required bool Learns { get; init; }

    /// <summary>Our figures are wanted beside the provider's, of calls that are measured by both.</summary>
    public required bool Compares { get; init; }

    public required LlmLearningOptions Learning { get; init; }

    public required LlmFallbackOptions Fallback { get; init; }

    public required LlmPerformanceOptions Performance { get; init; }
}
