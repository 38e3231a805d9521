namespace LlmHttpMetrics.Counting.Comparison;

/// <summary>One direction of a call that was counted here although its provider had reported it.</summary>
/// <param name="Reported">What the provider reported.</param>
/// <param name="Ours">What we would have said.</param>
/// <param name="Source">Where that would have come from.</param>
/// <param name="Tokenizer">Who counted.</param>
/// <param name="Characters">How much text there was.</param>
/// <param name="Counts">Plain counts by that tokenizer, which comes first, and by others.</param>
internal readonly record struct Compared(long Reported, long Ours, string Source, string Tokenizer, long Characters, IReadOnlyList<(string Tokenizer, long Count)> Counts);
