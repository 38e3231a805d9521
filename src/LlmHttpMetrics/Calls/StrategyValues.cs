namespace LlmHttpMetrics.Calls;

/// <summary>Values that one of the application's strategies measured for a call.</summary>
/// <param name="Strategy">The name of the strategy.</param>
/// <param name="Values">The values with their names.</param>
internal sealed record StrategyValues(string Strategy, IReadOnlyList<KeyValuePair<string, double>> Values);
