namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>Maps finish reasons to outcomes of the ledger.</summary>
internal static class FinishOutcome
{
    public static LedgerOutcome Of(MockFinish finish) => finish switch
    {
        MockFinish.Length => LedgerOutcome.Length,
        MockFinish.ContentFilter => LedgerOutcome.ContentFilter,
        _ => LedgerOutcome.Completed,
    };
}
