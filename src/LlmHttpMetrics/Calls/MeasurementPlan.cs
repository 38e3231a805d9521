namespace LlmHttpMetrics.Calls;

/// <summary>What is counted of a call besides the provider's figures, and which setting decided so.</summary>
/// <param name="Name">The strategies as the decision names them.</param>
/// <param name="CountsCapacity">Text is counted in units of capacity.</param>
/// <param name="CountsTokens">Tokens are counted where the provider does not report them.</param>
/// <param name="Reason">Which setting decided.</param>
/// <param name="Tokenizer">The name of the tokenizer to count by; null for the model's.</param>
internal record MeasurementPlan(string Name, bool CountsCapacity, bool CountsTokens, string Reason, string? Tokenizer = null);
