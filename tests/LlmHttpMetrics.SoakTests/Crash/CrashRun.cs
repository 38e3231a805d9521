using System.Diagnostics;
using System.Globalization;

namespace LlmHttpMetrics.SoakTests.Crash;

/// <summary>
/// Has another process write events, kills it at once and without warning when half of them are confirmed, has a second one write the rest, and
/// reads them all.
/// </summary>
internal sealed class CrashRun(string folder, int count, bool compress)
{
    /// <summary>The last event that was confirmed before the end.</summary>
    public int Confirmed { get; private set; } = -1;

    /// <summary>Events that were found after the end, before the rest was written.</summary>
    public int Survived { get; private set; }

    /// <summary>Bytes of the files in the end.</summary>
    public long Bytes { get; private set; }

    /// <summary>What is wrong; empty where nothing is.</summary>
    public List<string> Faults { get; } = [];

    public async Task RunAsync()
    {
        await KillAsync(count / 2);
        await using (LlmEventLog repaired = new(new LlmEventLogOptions { Folder = folder }))
        {
        }

        var first = await ReadAsync();
        Survived = first.Count;
        Require(Confirmed >= count / 2 - 1 && first.Count < count, "It was not killed in the middle.");
        Require(first.Count > Confirmed, $"{Confirmed + 1} were confirmed and {first.Count} are there.");
        Require(first.Count == 0 || first.Max == first.Count - 1, "There is a gap.");

        using (var second = Start(first.Count, count - first.Count))
        {
            await second.StandardOutput.ReadToEndAsync();
            await second.WaitForExitAsync();
        }

        var all = await ReadAsync();
        Require(all.Count == count && all.Max == count - 1, $"{count} were written and {all.Count} are there.");
        Bytes = Directory.EnumerateFiles(folder).Sum(path => new FileInfo(path).Length);
    }

    private async Task KillAsync(int half)
    {
        using var process = Start(0, count);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            Confirmed = int.Parse(line, CultureInfo.InvariantCulture);
            if (Confirmed + 1 >= half)
            {
                break;
            }
        }

        // It goes on meanwhile, so that it is killed within a write or close to one. On Unix this is kill -9.
        await Task.Delay(Random.Shared.Next(1, 30));
        process.Kill();
        await process.WaitForExitAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            Confirmed = Math.Max(Confirmed, int.Parse(line, CultureInfo.InvariantCulture));
        }
    }

    private Process Start(int first, int number) => Process.Start(CrashWriter.Start(folder, first, number, compress))!;

    /// <summary>Each number once, and no line that is none.</summary>
    private async Task<SortedSet<int>> ReadAsync()
    {
        LlmEventReader reader = new();
        SortedSet<int> numbers = [];
        await foreach (var e in reader.ReadAsync(folder))
        {
            var number = int.Parse(e.Call!.Tags[CrashWriter.Number], CultureInfo.InvariantCulture);
            Require(numbers.Add(number), $"Event {number} is there twice.");
        }

        foreach (var problem in reader.Problems)
        {
            Faults.Add(problem.ToString());
        }

        return numbers;
    }

    private void Require(bool condition, string fault)
    {
        if (!condition)
        {
            Faults.Add(fault);
        }
    }
}
