using System.Diagnostics;
using LlmHttpMetrics.FuzzTests.Cases;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Growth;

/// <summary>What it costs to read an answer.</summary>
/// <param name="Time">Of the fastest of some tries: whatever else the machine did made the others slower.</param>
/// <param name="Processor">The least that a try took of the processor's time, in which other processes have no part.</param>
/// <param name="Allocated">Bytes.</param>
internal readonly record struct Measured(TimeSpan Time, TimeSpan Processor, long Allocated)
{
    private const int Tries = 3;

    public static Measured Of(Exchange exchange)
    {
        FuzzCase fuzz = new() { Exchange = exchange, Pieces = Pieces.Large, Counts = false };
        var (best, processor) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        var least = long.MaxValue;
        for (var i = 0; i < Tries; i++)
        {
            var (started, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var failure = CaseRunner.Shared.Run(fuzz);
            var (time, work) = (Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - used);
            Assert.That(failure, Is.Null, exchange.Name);
            (best, processor) = (time < best ? time : best, work < processor ? work : processor);
            least = Math.Min(least, CaseRunner.Shared.Allocated);
        }

        return new Measured(best, processor, least);
    }
}
