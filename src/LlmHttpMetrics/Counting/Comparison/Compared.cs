namespace LlmHttpMetrics.Counting.Comparison;

/// <summary>One direction of a call that was counted locally although its provider reported it.</summary>
/// <param name="Reported">The tokens that the provider reported.</param>
/// <param name="Ours">The tokens that we would have reported.</param>
/// <param name="Source">The source of our figure.</param>
/// <param name="Tokenizer">The tokenizer that counted.</param>
/// <param name="Characters">The amount of text.</param>
/// <param name="Counts">Plain counts by that tokenizer, which comes first, and by others.</param>
internal readonly record struct Compared(
    long Reported, long Ours, string Source, string Tokenizer, long Characters, IReadOnlyList<(string Tokenizer, long Count)> Counts);
