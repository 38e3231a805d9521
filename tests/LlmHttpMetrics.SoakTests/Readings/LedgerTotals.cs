using LlmHttpMetrics.MockProviders;
using LlmHttpMetrics.SoakTests.Script;
using LlmHttpMetrics.SoakTests.Traffic;

namespace LlmHttpMetrics.SoakTests.Readings;

/// <summary>What the meters should say of what the server served, in their words.</summary>
internal static class LedgerTotals
{
    public static Dictionary<Total, long> Of(IReadOnlyList<LedgerEntry> entries, OpenStreams streams)
    {
        Dictionary<Total, long> totals = [];
        foreach (var call in entries.GroupBy(entry => OpenStreams.NumberOf(entry.Request)))
        {
            var plan = streams.Plan(call.First().Request);
            Add(LlmInstrumentNames.Requests, plan, Outcome(call.Last(), plan), 1);
            Add(LlmInstrumentNames.OperationDuration, plan, "", 1);
            foreach (var attempt in call)
            {
                Add(LlmInstrumentNames.Attempts, plan, Outcome(attempt, plan), 1);
            }

            var tokens = call.Last().Tokens;
            Add(LlmInstrumentNames.Tokens, plan, "input", tokens?.Input ?? 0);
            Add(LlmInstrumentNames.Tokens, plan, "output", tokens?.Output ?? 0);
            Add(LlmInstrumentNames.CachedTokens, plan, "", tokens?.Cached ?? 0);
        }

        return totals;

        void Add(string instrument, StreamPlan plan, string word, long value)
        {
            if (value != 0)
            {
                Total total = new(instrument, plan.Wire.Provider, word);
                totals[total] = totals.GetValueOrDefault(total) + value;
            }
        }
    }

    /// <summary>Totals of these instruments that are not the same on both sides, a line each.</summary>
    public static IReadOnlyList<string> Differences(Dictionary<Total, long> served, Dictionary<Total, long> measured)
    {
        var instruments = served.Keys.Select(total => total.Instrument).ToHashSet(StringComparer.Ordinal);
        return [.. served.Keys.Union(measured.Keys.Where(total => instruments.Contains(total.Instrument)))
            .Where(total => served.GetValueOrDefault(total) != measured.GetValueOrDefault(total))
            .Select(total =>
                $"{total.Instrument} {total.Provider} {total.Word}: served {served.GetValueOrDefault(total)}, measured {measured.GetValueOrDefault(total)}")
            .Order(StringComparer.Ordinal)];
    }

    private static string Outcome(LedgerEntry entry, StreamPlan plan) => plan.OutcomeByCaller ?? entry.Outcome switch
    {
        LedgerOutcome.Completed => LlmOutcomes.Completed,
        LedgerOutcome.Length => LlmOutcomes.Length,
        LedgerOutcome.ContentFilter => LlmOutcomes.ContentFilter,
        LedgerOutcome.Error => LlmOutcomes.Error,
        LedgerOutcome.Cut or LedgerOutcome.Truncated => LlmOutcomes.Broken,
        _ => throw new InvalidOperationException($"Call {plan.Number} was to end by {plan.Ending}, and the server says {entry.Outcome}."),
    };
}
