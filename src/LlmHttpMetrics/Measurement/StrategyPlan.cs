namespace LlmHttpMetrics.Measurement;

/// <summary>What is to be counted of a call, and who decided so.</summary>
/// <param name="Name">The strategies as the decision names them.</param>
/// <param name="CountsCapacity">Text is counted in units of capacity.</param>
/// <param name="Reason">Which setting decided.</param>
internal sealed record StrategyPlan(string Name, bool CountsCapacity, string Reason);
