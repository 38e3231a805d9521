namespace LlmHttpMetrics.Calls;

/// <summary>Values that a strategy of the application has measured of a call.</summary>
/// <param name="Strategy">The name of the strategy.</param>
/// <param name="Values">Its values, by their names.</param>
internal sealed record StrategyValues(string Strategy, IReadOnlyList<KeyValuePair<string, double>> Values);
