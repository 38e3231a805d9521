using LlmHttpMetrics.Calls.Anomalies;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Calls;

/// <summary>Information about a call that became known after it ended. A value that is null or empty has not changed.</summary>
internal sealed class CallAmendment(PendingCall call)
{
    /// <summary>The call.</summary>
    public PendingCall Call { get; } = call;

    /// <summary>Tokens that were not known when the call ended.</summary>
    public LateTokens? Tokens { get; init; }

    /// <summary>Our own count of tokens that the provider also reported.</summary>
    public LateTokens? Comparison { get; init; }

    /// <summary>The cost of the call.</summary>
    public Cost? Cost { get; init; }

    /// <summary>The usage that was priced; null for a cost that the provider sent.</summary>
    public Usage? Usage { get; init; }

    /// <summary>The tokens of the call are known, but there is no price for them.</summary>
    public bool IsPriceMissing { get; init; }

    /// <summary>The usage that was expected later will not arrive.</summary>
    public bool IsUsageMissing { get; init; }

    /// <summary>What is reported instead of a count, a value of <see cref="LlmFallbacks"/>.</summary>
    public string? Fallback { get; init; }

    /// <summary>The reason for the fallback, a value of <see cref="FallbackReasons"/>.</summary>
    public string? FallbackReason { get; init; }

    /// <summary>The application's strategy that has no values, because of <see cref="FallbackReason"/>; null for a count of tokens.</summary>
    public string? FailedStrategy { get; init; }

    /// <summary>The amount of text of the call, reported instead of a token count.</summary>
    public (CapacityCounts Input, CapacityCounts Output)? Capacity { get; init; }

    /// <summary>Anomalies in the figures, in addition to those found when the call ended.</summary>
    public Anomaly Anomalies { get; init; }

    /// <summary>Values of one of the application's strategies.</summary>
    public StrategyValues? Values { get; init; }

    /// <summary>All measurements in the background have ended.</summary>
    public bool EndsMeasurement { get; init; }
}
