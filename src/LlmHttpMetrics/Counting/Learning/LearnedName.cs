namespace LlmHttpMetrics.Counting.Learning;

/// <summary>Whose figures are learned, beside whose counts.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model; empty for all of the provider's.</param>
/// <param name="Tokenizer">Who counted.</param>
internal readonly record struct LearnedName(string Provider, string Model, string Tokenizer)
{
    /// <summary>All models of the provider's.</summary>
    public LearnedName Whole => this with { Model = "" };
}
