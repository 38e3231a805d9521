using System.Diagnostics;
using System.Reflection;
using LlmHttpMetrics.Benchmarks.Data;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>
/// Measures and prints every figure that must be reached, one a line. Each room is measured in a process of its own, as
/// BenchmarkDotNet does: code that several share is compiled for what the process has done before, and a service listens or does
/// not, streams or does not.
/// </summary>
internal static class QuickMode
{
    private static readonly OrderedDictionary<string, Func<IEnumerable<Figure>>> Rooms = new()
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

    /// <param name="rooms">Which; none for all.</param>
    /// <returns>The exit code: zero where all could be measured.</returns>
    public static int Run(string[] rooms)
    {
        if (rooms.FirstOrDefault(room => !Rooms.ContainsKey(room)) is { } unknown)
        {
            Console.Error.WriteLine($"quick: there is no room '{unknown}'; allowed are {string.Join(", ", Rooms.Keys)}.");
            return 2;
        }

        if (rooms is not [var only])
        {
            return (rooms is [] ? Rooms.Keys : (IEnumerable<string>)rooms).Max(MeasureApart);
        }

        foreach (var figure in Rooms[only]())
        {
            Console.WriteLine(figure);
        }

        return 0;
    }

    private static int MeasureApart(string room)
    {
        string[] host = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Assembly.GetExecutingAssembly().Location] : [];
        using var process = Process.Start(Environment.ProcessPath!, [.. host, "quick", room]);
        process.WaitForExit();
        return process.ExitCode;
    }
}
