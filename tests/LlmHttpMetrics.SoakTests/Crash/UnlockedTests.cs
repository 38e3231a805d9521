using System.Diagnostics;
using System.Globalization;

namespace LlmHttpMetrics.SoakTests.Crash;

/// <summary>Several processes write to one folder where locks do nothing, as on network file systems.</summary>
[NonParallelizable]
public sealed class UnlockedTests
{
    private const int Processes = 3;
    private static readonly int Count = TestScale.Of(sample: 8_000, all: 20_000);

    [Test]
    public async Task Events_WhereLocksDoNothing_AreNotLost([Values] bool compress)
    {
        var folder = Directory.CreateTempSubdirectory("llm-http-metrics-").FullName;
        try
        {
            var confirmed = await Task.WhenAll(Enumerable.Range(0, Processes).Select(i => WriteAsync(folder, i * Count, compress)));
            LlmEventReader reader = new();
            List<int> numbers = [];
            await foreach (var e in reader.ReadAsync(folder))
            {
                numbers.Add(int.Parse(e.Call!.Tags[CrashWriter.Number], CultureInfo.InvariantCulture));
            }

            Assert.That(confirmed, Is.EqualTo(Enumerable.Range(1, Processes).Select(i => i * Count - 1)), "all have come to their end");
            Assert.That(numbers.Order(), Is.EqualTo(Enumerable.Range(0, Processes * Count)));
            Assert.That(reader.Problems, Is.Empty);
            Assert.That(Directory.GetFiles(folder, "*.gz"), compress ? Is.Not.Empty : Is.Empty);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The last number that was confirmed.</summary>
    private static async Task<int> WriteAsync(string folder, int first, bool compress)
    {
        ProcessStartInfo start = CrashWriter.Start(folder, first, Count, compress);
        start.Environment["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1";
        using var process = Process.Start(start)!;
        var confirmed = -1;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            confirmed = int.Parse(line, CultureInfo.InvariantCulture);
        }

        await process.WaitForExitAsync();
        return confirmed;
    }
}
