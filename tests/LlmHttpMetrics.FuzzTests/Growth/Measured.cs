using System.Diagnostics;
using LlmHttpMetrics.FuzzTests.Cases;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Growth;

/// <summary>What it costs to read an answer.</summary>
/// <param name="Time">Of the fastest of some tries: whatever else the machine did made the others slower.</param>
/// <param name="Allocated">Bytes.</param>
internal readonly record struct Measured(TimeSpan Time, long Allocated)
{
    private const int Tries = 3;

    public static Measured Of(Exchange exchange)
    {
        FuzzCase fuzz = new() { Exchange = exchange, Pieces = Pieces.Large, Counts = false };
        var best = TimeSpan.MaxValue;
        var least = long.MaxValue;
        for (var i = 0; i < Tries; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var failure = CaseRunner.Shared.Run(fuzz);
            var time = Stopwatch.GetElapsedTime(started);
            Assert.That(failure, Is.Null, exchange.Name);
            (best, least) = (time < best ? time : best, Math.Min(least, CaseRunner.Shared.Allocated));
        }

        return new Measured(best, least);
    }
}
