using FsCheck;
using FsCheck.Fluent;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Growth;

/// <summary>A body ten times as long takes ten times the time and the same memory.</summary>
public sealed class GrowthTests
{
    private const int Length = 96 * 1024;
    private const int Times = 10;

    /// <summary>
    /// What is quadratic takes a hundred times the time, of the clock and of the processor. A machine that is busy with other things lengthens
    /// only the former.
    /// </summary>
    private const int MostTimes = 4 * Times;

    private const int Attempts = 3;
    private const int Pieces = 40;
    private const int LongestPiece = 400;

    /// <summary>Text of error types, ids and the like, each bounded, may be of other lengths.</summary>
    private const int SameMemory = 4 * 1024;

    private static IEnumerable<GrowthShape> Shapes => GrowthShape.List;

    [TestCaseSource(nameof(Shapes))]
    public void Shape_TenTimesAsLong_TakesTenTimesTheTimeAndNoMoreMemory(object shape) => AssertLinear(((GrowthShape)shape).OfLength);

    [Test]
    public void Piece_OfAnyBody_TakesTimeInProportionAndNoMoreMemory() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Pieces), Prop.ForAll<DoNotSize<int>>(FsCheck.FSharp.ArbMap.defaults.ArbFor<DoNotSize<int>>(), seed =>
        {
            Random random = new(seed.Item);
            var exchange = ExchangeSet.All.Pick(random);
            var start = random.Next(exchange.Response.Length + 1);
            var end = Math.Min(start + random.Next(1, LongestPiece), exchange.Response.Length);
            if (start < end)
            {
                AssertLinear(length => Repeated(exchange, start, end, length));
            }
        }));

    private static Exchange Repeated(Exchange exchange, int start, int end, int length)
    {
        var (before, again, after) = (exchange.Response[..start], exchange.Response[start..end], exchange.Response[end..]);
        return exchange with { Response = [.. before, .. Enumerable.Repeat(again, length / again.Length).SelectMany(copy => copy), .. after] };
    }

    private static void AssertLinear(Func<int, Exchange> ofLength)
    {
        var (once, tenfold) = (ofLength(Length), ofLength(Length * Times));
        for (var attempt = 1; ; attempt++)
        {
            var (less, more) = (Measured.Of(once), Measured.Of(tenfold));
            Assert.That(more.Allocated - less.Allocated, Is.LessThan(SameMemory), once.Name);
            if (more.Time < less.Time * MostTimes || more.Processor < less.Processor * MostTimes)
            {
                return;
            }

            Assert.That(attempt, Is.LessThan(
                Attempts), $"{once.Name}: {less.Time} for {once.Response.Length} bytes, {more.Time} for {tenfold.Response.Length}");
        }
    }
}
