using LlmHttpMetrics;
using LlmHttpMetrics.MockProviders;

namespace QuickStart.Readings;

/// <summary>The server's figures, in the terms of the meters.</summary>
internal sealed class LedgerReadings(IReadOnlyList<LedgerEntry> entries)
{
    private readonly MockTokens _tokens = MockTokens.Sum(entries.Select(entry => entry.Tokens).OfType<MockTokens>());

    public Dictionary<string, long> RequestsByOutcome { get; } = entries.GroupBy(ExpectedOutcome.Of).ToDictionary(
        group => group.Key, group => group.LongCount());

    public Dictionary<string, TimeSpan[]> DurationsByModel { get; } = Times(entries, entry => entry.EndedAfter);

    /// <summary>For streams only: an answer that is not streamed arrives as a whole.</summary>
    public Dictionary<string, TimeSpan[]> FirstTokensByModel { get; } = Times(entries, entry => entry.Streamed ? entry.FirstContentAfter : null);

    public long Input => _tokens.Input ?? 0;

    public long Output => _tokens.Output ?? 0;

    public long Cached => _tokens.Cached ?? 0;

    public long CacheWrite => (_tokens.CacheWrite5m ?? 0) + (_tokens.CacheWrite1h ?? 0);

    public long Reasoning => _tokens.Reasoning ?? 0;

    /// <summary>Successful answers that ended without figures, except those that turned out to be errors.</summary>
    public long WithoutUsage { get; } = entries.LongCount(
        entry => entry is { Status: 200, UsageSent: false } && ExpectedOutcome.Of(entry) != LlmOutcomes.Error);

    private static Dictionary<string, TimeSpan[]> Times(IEnumerable<LedgerEntry> entries, Func<LedgerEntry, TimeSpan?> time) => entries
        .Where(entry => time(entry) is not null)
        .GroupBy(entry => entry.RequestModel!)
        .ToDictionary(group => group.Key, group => group.Select(entry => time(entry)!.Value).ToArray());
}
