namespace LlmHttpMetrics.Wire;

/// <summary>How the type of an event decides about the rest of it.</summary>
/// <param name="Text">The kind of its text that has no kind of its own.</param>
/// <param name="Ends">The answer is complete after this event.</param>
/// <param name="Fails">The event reports that the call failed.</param>
/// <param name="Content">The event has content whose value is not read.</param>
/// <param name="Repeats">The event repeats an item that an earlier event contained.</param>
/// <param name="Call">The event is part of a tool call, which is identified by its id.</param>
internal sealed record EventRule(
    TextKind? Text = null, bool Ends = false, bool Fails = false, bool Content = false, bool Repeats = false, ItemKind Call = ItemKind.None);
