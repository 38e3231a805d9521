namespace LlmHttpMetrics.Counting;

/// <summary>The settings of a client that concern counting.</summary>
internal sealed record CountingSettings
{
    /// <summary>Decides by which strategy a call is measured.</summary>
    public required StrategyResolver Strategies { get; init; }

    /// <summary>Whether tokens that a provider does not report can be counted by tokenizers, or are estimated.</summary>
    public required bool CountsLocally { get; init; }

    /// <summary>Whether some of the calls whose provider reports usage are counted as well, in order to learn from them.</summary>
    public required bool Learns { get; init; }

    /// <summary>Whether our figures are reported next to the provider's for calls that are measured by both.</summary>
    public required bool Compares { get; init; }

    public required LlmLearningOptions Learning { get; init; }

    public required LlmFallbackOptions Fallback { get; init; }

    public required LlmPerformanceOptions Performance { get; init; }
}
