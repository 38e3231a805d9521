namespace LlmHttpMetrics.Wire;

/// <summary>What an event's type decides about the rest of it.</summary>
/// <param name="Text">What its undetermined text is.</param>
/// <param name="Ends">The answer is complete once it has come.</param>
/// <param name="Fails">It says that the call failed.</param>
/// <param name="Content">It bears content whose value is not read.</param>
/// <param name="Repeats">Its item has been told before.</param>
/// <param name="Call">It is of a call of a tool, which its id distinguishes from others.</param>
internal sealed record EventRule(
    TextKind? Text = null, bool Ends = false, bool Fails = false, bool Content = false, bool Repeats = false, ItemKind Call = ItemKind.None);
