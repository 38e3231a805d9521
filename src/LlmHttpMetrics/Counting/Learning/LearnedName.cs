namespace LlmHttpMetrics.Counting.Learning;

/// <summary>Identifies what is learned: the provider's figures of a model in relation to the counts of a tokenizer.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model; empty for all models of the provider.</param>
/// <param name="Tokenizer">The tokenizer that counted.</param>
internal readonly record struct LearnedName(string Provider, string Model, string Tokenizer)
{
    /// <summary>All models of the provider.</summary>
    public LearnedName Whole => this with { Model = "" };
}
