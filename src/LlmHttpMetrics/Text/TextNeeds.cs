namespace LlmHttpMetrics.Text;

/// <summary>What the text of a call is needed for.</summary>
/// <param name="Capacity">Its amount, in units of capacity.</param>
/// <param name="Holding">The text is read again when the call has ended.</param>
internal readonly record struct TextNeeds(bool Capacity, bool Holding);
