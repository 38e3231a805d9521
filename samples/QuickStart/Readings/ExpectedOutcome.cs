using LlmHttpMetrics;
using LlmHttpMetrics.MockProviders;
using QuickStart.Traffic;

namespace QuickStart.Readings;

/// <summary>The outcome that the meters should report for an exchange in the server's ledger.</summary>
internal static class ExpectedOutcome
{
    public static string Of(LedgerEntry entry) => entry.Outcome switch
    {
        LedgerOutcome.Completed => LlmOutcomes.Completed,
        LedgerOutcome.Length => LlmOutcomes.Length,
        LedgerOutcome.ContentFilter => LlmOutcomes.ContentFilter,
        LedgerOutcome.Error => LlmOutcomes.Error,
        LedgerOutcome.Cut or LedgerOutcome.Truncated or LedgerOutcome.Malformed => LlmOutcomes.Broken,

        // The server cannot know why the client did not read the rest; the scenario does.
        LedgerOutcome.Stalled or LedgerOutcome.ClientGone => OfClient(Scenarios.Of(entry.Request).Ending),
        _ => throw new InvalidOperationException($"{entry.Outcome} is not an outcome of the ledger."),
    };

    private static string OfClient(CallEnding ending) => ending switch
    {
        CallEnding.Cancel => LlmOutcomes.Cancelled,
        CallEnding.Abandon => LlmOutcomes.Abandoned,
        CallEnding.TimeOut => LlmOutcomes.Timeout,
        _ => LlmOutcomes.Broken,
    };
}
