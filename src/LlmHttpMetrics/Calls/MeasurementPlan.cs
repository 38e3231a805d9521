namespace LlmHttpMetrics.Calls;

/// <summary>What is measured for a call besides the provider's figures, and which setting decided it.</summary>
/// <param name="Name">The names of the strategies, as the setting lists them.</param>
/// <param name="CountsCapacity">Whether text is counted in units of capacity.</param>
/// <param name="CountsTokens">Whether tokens are counted if the provider does not report them.</param>
/// <param name="Reason">The setting that decided.</param>
/// <param name="Tokenizer">The name of the tokenizer to count with; null for the one of the model.</param>
internal record MeasurementPlan(string Name, bool CountsCapacity, bool CountsTokens, string Reason, string? Tokenizer = null);
