using LlmHttpMetrics;
using QuickStart.Readings;
using Spectre.Console;

namespace QuickStart.Output;

/// <summary>Prints both sides; returns true if they agree.</summary>
internal static class Report
{
    public static bool Print(MeterReadings meters, LedgerReadings ledger)
    {
        bool[] verdicts =
        [
            PrintOutcomes(meters, ledger),
            PrintTokens(meters, ledger),
            LatencyTable.Print("Latency by model", LlmInstrumentNames.OperationDuration, meters, ledger.DurationsByModel),
            LatencyTable.Print("Time to first token by model", LlmInstrumentNames.TimeToFirstToken, meters, ledger.FirstTokensByModel),
        ];
        var agree = verdicts.All(verdict => verdict);
        AnsiConsole.MarkupLine(agree ? "[green]The meters and the server's ledger agree.[/]" : "[red]The meters and the server's ledger disagree.[/]");
        return agree;
    }

    private static bool PrintOutcomes(MeterReadings meters, LedgerReadings ledger)
    {
        var table = new Comparison("Requests by outcome", "outcome");
        var measured = meters.SumBy(LlmInstrumentNames.Requests, LlmTagNames.Outcome);
        foreach (var outcome in measured.Keys.Union(ledger.RequestsByOutcome.Keys).Order(StringComparer.Ordinal))
        {
            table.Add(outcome, measured.GetValueOrDefault(outcome), ledger.RequestsByOutcome.GetValueOrDefault(outcome));
        }

        table.Add("all", measured.Values.Sum(), ledger.RequestsByOutcome.Values.Sum());
        return table.Print();
    }

    private static bool PrintTokens(MeterReadings meters, LedgerReadings ledger)
    {
        var table = new Comparison("Tokens by kind", "kind");
        var measured = meters.SumBy(LlmInstrumentNames.Tokens, LlmTagNames.TokenType);
        table.Add("input", measured.GetValueOrDefault("input"), ledger.Input);
        table.Add("  of it read from a cache", meters.Sum(LlmInstrumentNames.CachedTokens), ledger.Cached);
        table.Add("  of it written to a cache", meters.Sum(LlmInstrumentNames.CacheWriteTokens), ledger.CacheWrite);
        table.Add("output", measured.GetValueOrDefault("output"), ledger.Output);
        table.Add("  of it reasoning", meters.Sum(LlmInstrumentNames.ReasoningTokens), ledger.Reasoning);
        table.Add("(answers without figures)", meters.Sum(LlmInstrumentNames.UsageMissing), ledger.WithoutUsage);
        return table.Print();
    }
}
