namespace QuickStart.Traffic;

/// <summary>One call to make.</summary>
internal sealed record PlannedCall(Scenario Scenario, string Prompt);
