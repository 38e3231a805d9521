using LlmHttpMetrics;
using QuickStart.Readings;
using Spectre.Console;

namespace QuickStart.Output;

/// <summary>Durations by model. Their counts must be equal; the durations differ, because the client's include the network.</summary>
internal static class LatencyTable
{
    public static bool Print(string title, string instrument, MeterReadings meters, Dictionary<string, TimeSpan[]> server)
    {
        var table = new Table().Title(title).AddColumn(new TableColumn("model").NoWrap());
        foreach (var column in (string[])["meters", "p50 ms", "p95 ms", "server", "p50 ms"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumn("");
        var measured = meters.TimesBy(instrument, LlmTagNames.RequestModel);
        var agrees = true;
        foreach (var model in measured.Keys.Union(server.Keys).Order(StringComparer.Ordinal))
        {
            var (ours, theirs) = (measured.GetValueOrDefault(model, []), server.GetValueOrDefault(model, []));
            var same = ours.Length == theirs.Length;
            agrees &= same;
            table.AddRow(
                Markup.Escape(model),
                Number.Of(ours.Length),
                Number.Milliseconds(Quantile.Of(ours, 0.5)),
                Number.Milliseconds(Quantile.Of(ours, 0.95)),
                Number.Of(theirs.Length),
                Number.Milliseconds(Quantile.Of(theirs, 0.5)),
                Number.Verdict(same));
        }

        AnsiConsole.Write(table);
        return agrees;
    }
}
