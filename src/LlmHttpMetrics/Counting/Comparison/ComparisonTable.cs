using System.Globalization;
using System.Text;

namespace LlmHttpMetrics.Counting.Comparison;

/// <summary>Formats comparisons as a table of text whose columns are as wide as their content.</summary>
internal static class ComparisonTable
{
    private static readonly string[] Heads =
        ["provider", "model", "direction", "source", "tokenizer", "calls", "reported", "ours", "characters", "bias", "mean", "p95", "worst", "nearer"];

    /// <summary>The columns of numbers, which are aligned to the right; words are aligned to the left.</summary>
    private static readonly Range Figures = 5..13;

    public static string Of(IReadOnlyList<LlmMeasurementComparison> rows)
    {
        string[][] cells = [Heads, .. rows.Select(Cells)];
        var widths = Heads.Select((_, column) => cells.Max(row => row[column].Length)).ToArray();
        StringBuilder table = new();
        foreach (var row in cells)
        {
            var line = string.Join("  ", row.Select((cell, column) =>
                column >= Figures.Start.Value && column < Figures.End.Value ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])));
            table.Append(line.TrimEnd()).Append('\n');
        }

        return table.ToString();
    }

    private static string[] Cells(LlmMeasurementComparison row) =>
    [
        row.Provider, row.Model, row.Direction, row.Source, row.Tokenizer,
        Number(row.Calls), Number(row.ReportedTokens), Number(row.OurTokens), Number(row.Characters),
        row.Bias.ToString("+0.0 %;-0.0 %;0.0 %", CultureInfo.InvariantCulture), Share(row.MeanError), Share(row.P95Error), Share(row.WorstError),
        row.SuggestedTokenizer is { } other ? $"{other} {Share(row.SuggestedMeanError!.Value)}" : "",
    ];

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Share(double value) => value.ToString("0.0 %", CultureInfo.InvariantCulture);
}
