using LlmHttpMetrics.Calls.Anomalies;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Calls;

/// <summary>What has become known of a call after it had ended. What is null or empty has not changed.</summary>
internal sealed class CallAmendment(PendingCall call)
{
    /// <summary>The call.</summary>
    public PendingCall Call { get; } = call;

    /// <summary>Its tokens, which were not known when it ended.</summary>
    public LateTokens? Tokens { get; init; }

    /// <summary>Our own count of tokens that the provider has reported.</summary>
    public LateTokens? Comparison { get; init; }

    /// <summary>What it cost.</summary>
    public Cost? Cost { get; init; }

    /// <summary>What was priced; null for a cost that the provider sent.</summary>
    public Usage? Usage { get; init; }

    /// <summary>Its tokens are known, and no price for them is.</summary>
    public bool IsPriceMissing { get; init; }

    /// <summary>The usage that was still to come will not.</summary>
    public bool IsUsageMissing { get; init; }

    /// <summary>What stands in place of a count, a value of <see cref="LlmFallbacks"/>.</summary>
    public string? Fallback { get; init; }

    /// <summary>Why, a value of <see cref="FallbackReasons"/>.</summary>
    public string? FallbackReason { get; init; }

    /// <summary>The strategy of the application that has no values for <see cref="FallbackReason"/>; null for a count of tokens.</summary>
    public string? FailedStrategy { get; init; }

    /// <summary>The amount of its text, which stands in place of a count.</summary>
    public (CapacityCounts Input, CapacityCounts Output)? Capacity { get; init; }

    /// <summary>What is odd about the figures, besides what was found when it ended.</summary>
    public Anomaly Anomalies { get; init; }

    /// <summary>Values of a strategy of the application.</summary>
    public StrategyValues? Values { get; init; }

    /// <summary>All measurements in the background have ended.</summary>
    public bool EndsMeasurement { get; init; }
}
