using System.Diagnostics;
using System.Reflection;
using LlmHttpMetrics.Benchmarks.Data;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>
/// Measures and prints every figure that must be reached, one a line. Each group is measured in a process of its own, as
/// BenchmarkDotNet does: code that several share is compiled for what the process has done before, and a service listens or does
/// not, streams or does not.
/// </summary>
internal static class QuickMode
{
    private static readonly OrderedDictionary<string, Func<IEnumerable<Figure>>> Groups = new()
    {
        ["off"] = OffFigures.Measure,
        ["sdk"] = SdkFigures.MeasureWhole,
        ["sdk-stream"] = SdkFigures.MeasureStream,
        ["stream"] = StreamFigures.Measure,
        ["strategies"] = () => StrategyFigures.Measure(RecordedBodies.Load()),
        ["scrapes"] = ScrapeFigures.Measure,
        ["observing"] = ObservingFigures.Measure,
        ["long-string"] = LongStringFigures.Measure,
        ["statistics"] = StatisticsFigures.Measure,
        ["events"] = EventFigures.Measure,
    };

    /// <param name="groups">Which; none for all.</param>
    /// <returns>The exit code: zero where all could be measured.</returns>
    public static int Run(string[] groups)
    {
        if (groups.FirstOrDefault(group => !Groups.ContainsKey(group)) is { } unknown)
        {
            Console.Error.WriteLine($"quick: there is no group '{unknown}'; allowed are {string.Join(", ", Groups.Keys)}.");
            return 2;
        }

        if (groups is not [var only])
        {
            return (groups is [] ? Groups.Keys : (IEnumerable<string>)groups).Max(MeasureApart);
        }

        foreach (var figure in Groups[only]())
        {
            Console.WriteLine(figure);
        }

        return 0;
    }

    private static int MeasureApart(string group)
    {
        string[] host = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Assembly.GetExecutingAssembly().Location] : [];
        using var process = Process.Start(Environment.ProcessPath!, [.. host, "quick", group]);
        process.WaitForExit();
        return process.ExitCode;
    }
}
