using System.Diagnostics;
using LlmHttpMetrics.FuzzTests.Cases;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.LongMode;

/// <summary>Runs the cases of a seed one after another, and saves those that fail.</summary>
internal sealed class FuzzRun(TextWriter output, int seed, string folder)
{
    private const int MostFindings = 20;

    private static readonly TimeSpan Report = TimeSpan.FromSeconds(10);

    private long _bytes;

    /// <summary>The number of cases that failed.</summary>
    public int Findings { get; private set; }

    public void Run(long first, long count)
    {
        var exchanges = ExchangeSet.All;
        output.WriteLine($"Seed {seed}, {count} bodies from number {first} on, made of {exchanges.Source}.");
        var (started, reported) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
        long done = 0;
        while (done < count && Findings < MostFindings)
        {
            Try(first + done, exchanges);
            done++;
            if (Stopwatch.GetElapsedTime(reported) > Report)
            {
                reported = Stopwatch.GetTimestamp();
                output.WriteLine($"{done} bodies, {Findings} findings, {Stopwatch.GetElapsedTime(started):hh\\:mm\\:ss}");
            }
        }

        output.WriteLine($"{done} bodies of {_bytes} bytes in {Stopwatch.GetElapsedTime(started):hh\\:mm\\:ss}: {Findings} findings. Seed {seed}.");
    }

    private void Try(long number, ExchangeSet exchanges)
    {
        FuzzCase? fuzz = null;
        try
        {
            fuzz = CaseMaker.Make(seed, number, exchanges);
            _bytes += fuzz.Exchange.Response.Length;
            if (CaseRunner.Shared.Run(fuzz) is { } failure)
            {
                Save(number, fuzz, failure);
            }
        }
        catch (Exception e)
        {
            Findings++;
            output.WriteLine($"Number {number}, {fuzz}: the test itself failed: {e}");
        }
    }

    private void Save(long number, FuzzCase fuzz, string failure)
    {
        Findings++;
        output.WriteLine($"Number {number}, {fuzz}{Environment.NewLine}  {failure}");
        var smallest = Minimizer.Minimize(fuzz, CaseRunner.Shared.Run);
        var file = Path.Combine(folder, $"{seed}-{number}.json");
        Directory.CreateDirectory(folder);
        SavedCase.Write(file, smallest, failure);
        output.WriteLine(
            $"  {fuzz.Exchange.Response.Length} bytes of answer reduced to {smallest.Exchange.Response.Length}, {fuzz.Exchange.Request.Length} "
                + $"of request to {smallest.Exchange.Request.Length}: {file}");
    }
}
