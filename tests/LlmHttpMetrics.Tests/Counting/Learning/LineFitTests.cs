using FsCheck.Fluent;
using LlmHttpMetrics.Counting.Learning;

namespace LlmHttpMetrics.Tests.Counting.Learning;

/// <summary>The line through most of the samples is found, whatever the others say.</summary>
public sealed class LineFitTests
{
    [Test]
    public void Line_WithAQuarterOfOutliers_IsFound() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            Random random = new(seed);
            var (offset, ratio) = (random.Next(0, 500), 0.5 + (2 * random.NextDouble()));
            LineFit fit = new();
            for (var i = 0; i < 64; i++)
            {
                var x = random.Next(20, 3000);
                fit.Add(x, i % 4 == 0 ? random.Next(0, 20_000) : Math.Round(offset + (ratio * x)), 1);
            }

            var line = fit.Fit();
            Assert.That(line.Of(1000), Is.EqualTo(offset + (ratio * 1000)).Within(3).Percent);
            Assert.That(line.Ratio, Is.EqualTo(ratio).Within(10).Percent);
        }));

    [Test]
    public void Figures_OfAnyKind_GiveALineThatCanBeUsed() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            Random random = new(seed);
            LineFit fit = new();
            for (var i = 0; i <= random.Next(8); i++)
            {
                fit.Add(Math.Pow(10, random.Next(10)), random.Next(2) * Math.Pow(10, random.Next(10)), random.NextDouble() + 1e-9);
            }

            var line = fit.Fit();
            Assert.That(double.IsFinite(line.Offset) && line.Ratio is >= 0.25 and <= 4, Is.True, $"{line}");
            Assert.That(line.Of(random.Next(1, 1_000_000)), Is.GreaterThan(0));
            Assert.That(line.Of(0), Is.Zero);
        }));

    [Test]
    public void Samples_OfOneLength_TellAnOffset()
    {
        LineFit fit = new();
        for (var i = 0; i < 10; i++)
        {
            fit.Add(100, 130, 1);
        }

        Assert.That(fit.Fit(), Is.EqualTo(new Line(30, 1)));
    }
}
