using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.Prometheus.Tests.Traffic;

/// <summary>What the page's totals have to be by the server's ledger.</summary>
internal static class LedgerComparison
{
    private static readonly LedgerOutcome[] Failed = [LedgerOutcome.Error, LedgerOutcome.Cut, LedgerOutcome.Truncated, LedgerOutcome.Malformed];

    /// <summary>Sums by the labels of older dashboards.</summary>
    public static IEnumerable<(string Sample, (string Name, string Value)[] Labels, double Value)> Totals(IReadOnlyList<LedgerEntry> entries)
    {
        foreach (var group in entries.GroupBy(entry => (entry.RequestModel, Failed: Failed.Contains(entry.Outcome))))
        {
            (string, string)[] labels = [("model", group.Key.RequestModel!), ("status", group.Key.Failed ? "error" : "success")];
            var tokens = MockTokens.Sum(group.Select(entry => entry.Tokens).OfType<MockTokens>());
            yield return ("llm_requests_total", labels, group.Count());
            yield return ("llm_request_latency_seconds_count", labels, group.Count());
            yield return ("llm_tokens_total", [.. labels, ("gen_ai_token_type", "input")], tokens.Input ?? 0);
            yield return ("llm_tokens_total", [.. labels, ("gen_ai_token_type", "output")], tokens.Output ?? 0);
        }

        var all = MockTokens.Sum(entries.Select(entry => entry.Tokens).OfType<MockTokens>());
        yield return ("llm_tokens_cached_total", [], all.Cached ?? 0);
        yield return ("llm_attempts_total", [], entries.Count);
        yield return ("gen_ai_client_operation_duration_seconds_count", [], entries.Count);
    }
}
