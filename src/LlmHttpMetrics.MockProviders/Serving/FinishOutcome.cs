namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>What a finish reason means for the ledger.</summary>
internal static class FinishOutcome
{
    public static LedgerOutcome Of(MockFinish finish) => finish switch
    {
        MockFinish.Length => LedgerOutcome.Length,
        MockFinish.ContentFilter => LedgerOutcome.ContentFilter,
        _ => LedgerOutcome.Completed,
    };
}
