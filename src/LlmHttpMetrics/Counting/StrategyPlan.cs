using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting.Custom;

namespace LlmHttpMetrics.Counting;

/// <inheritdoc/>
internal sealed record StrategyPlan(string Name, bool CountsCapacity, bool CountsTokens, string Reason, string? Tokenizer = null)
    : MeasurementPlan(Name, CountsCapacity, CountsTokens, Reason, Tokenizer)
{
    /// <summary>The application's strategies that measure the call.</summary>
    public StrategyRunner[] Own { get; init; } = [];
}
