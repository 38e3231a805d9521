using FsCheck;
using FsCheck.Fluent;
using LlmHttpMetrics.Insights.Statistics.Sketches;

namespace LlmHttpMetrics.Tests.Insights.Statistics.Sketches;

/// <summary>The sketch against the sorted times themselves.</summary>
public sealed class SketchTests
{
    private const double MostError = 0.00271;

    private static readonly int[] Percents = [1, 10, 25, 50, 75, 90, 95, 99, 100];

    /// <summary>From a microsecond to four hours, spread, alike, and in heaps.</summary>
    private static readonly Arbitrary<double[]> Times = Gen.OneOf(
        Gen.Choose(-13_000, 9_700).Select(log => Math.Exp(log / 1000.0)),
        Gen.Choose(1, 5).Select(heap => (double)heap),
        Gen.Choose(0, 3_600_000).Select(ms => ms / 1000.0)).ArrayOf().ToArbitrary();

    [Test]
    public void Percentiles_OfAnyTimes_AreThoseOfTheSortedTimes() => Prop.ForAll(Times, times =>
    {
        AssertIs(SketchOf(times), times);
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Percentiles_OfManyTimes_AreThoseOfTheSortedTimes([Values(1, 2, 3)] int seed)
    {
        Random random = new(seed);
        var times = Enumerable.Range(0, 100_000).Select(_ => Math.Clamp(Math.Exp(Normal(random) * seed), 1e-6, 16_000)).ToArray();

        AssertIs(SketchOf(times), times);
    }

    [Test]
    public void Sum_OfTwoSketches_IsTheSketchOfAllTheirTimes() => Prop.ForAll(Times, Times, (left, right) =>
    {
        var (sum, whole) = (SketchOf(left), SketchOf([.. left, .. right]));
        sum.Add(SketchOf(right));

        AssertIs(sum, [.. left, .. right]);
        Assert.That(PercentilesOf(sum), Is.EqualTo(PercentilesOf(whole)), "to the last digit");
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Sum_OfManySketches_CarriesCountsPastEveryDigit([Values(100, 255, 256, 257, 5000)] int calls, [Values(1, 40, 700)] int sketches)
    {
        Sketch sum = new();
        for (var i = 0; i < sketches; i++)
        {
            Sketch one = new();
            for (var call = 0; call < calls; call++)
            {
                one.Record(call % 2 == 0 ? 1 : 100);
            }

            one.Record(10_000);
            sum.Add(one);
        }

        var times = Enumerable.Repeat<double[]>([.. Enumerable.Range(0, calls).Select(call => call % 2 == 0 ? 1d : 100d), 10_000], sketches).SelectMany(
            one => one);
        AssertIs(sum, [.. times]);
    }

    [Test]
    public void Counts_OfManyCallsInOneBucket_AreExact()
    {
        BucketCounts counts = new();
        BucketCounts sum = new();
        for (var i = 0; i < 70_000; i++)
        {
            counts.Increment(7);
        }

        counts.Increment(-130);
        for (var i = 0; i < 300; i++)
        {
            sum.Add(counts);
        }

        Assert.That((counts.Count(7), counts.Count(-130), counts.Count(6)), Is.EqualTo((70_000L, 1L, 0L)));
        Assert.That((sum.Count(7), sum.Count(-130), sum.First, sum.Last), Is.EqualTo((21_000_000L, 300L, -130, 7)));
    }

    [Test]
    public void Times_OutsideTheBuckets_AreCountedWithTheirExactEnds()
    {
        var sketch = SketchOf([-1, 0, 1e-9, 1e9]);

        Assert.That((sketch.Count, sketch.Least, sketch.Greatest, sketch.Sum), Is.EqualTo((4L, 0d, 1e9, 1e9 + 1e-9)));
        Assert.That(PercentilesOf(sketch)[..3], Is.All.Zero);
        Assert.That(PercentilesOf(sketch), Is.Ordered);
    }

    [Test]
    public void Clear_AndAnythingAfter_IsAsInANewSketch() => Prop.ForAll(Times, Times, (before, after) =>
    {
        var sketch = SketchOf(before);
        sketch.Clear();
        Assert.That(sketch.Count, Is.Zero);
        foreach (var time in after)
        {
            sketch.Record(time);
        }

        AssertIs(sketch, after);
    }).QuickCheckThrowOnFailure();

    [Test]
    public void StandardDeviation_OfTimesFarFromZero_KeepsItsDigits()
    {
        // Sums of squares would have lost them.
        Assert.That(SketchOf([10_000_000.1, 10_000_000.2, 10_000_000.3]).StandardDeviation, Is.EqualTo(Math.Sqrt(0.02 / 3)).Within(1e-7));
    }

    private static void AssertIs(Sketch sketch, double[] times)
    {
        var sorted = times.Order().ToArray();
        Assert.That(sketch.Count, Is.EqualTo(times.Length));
        if (times.Length == 0)
        {
            Assert.That(PercentilesOf(sketch), Is.All.Zero);
            return;
        }

        var mean = times.Average();
        var deviation = Math.Sqrt(times.Sum(time => (time - mean) * (time - mean)) / times.Length);
        Assert.That((sketch.Least, sketch.Greatest), Is.EqualTo((sorted[0], sorted[^1])));
        Assert.That(sketch.Sum, Is.EqualTo(times.Sum()).Within(1e-9).Percent);
        Assert.That(sketch.Mean, Is.EqualTo(mean).Within(1e-7).Percent);
        Assert.That(sketch.StandardDeviation, Is.EqualTo(deviation).Within((1e-9 * deviation) + (1e-9 * mean)));
        var percentiles = PercentilesOf(sketch);
        for (var i = 0; i < Percents.Length; i++)
        {
            var exact = sorted[Math.Max(0, (int)Math.Ceiling(Percents[i] * (decimal)times.Length / 100) - 1)];
            Assert.That(Math.Abs(percentiles[i] - exact), Is.LessThanOrEqualTo(MostError * exact), $"p{Percents[i]} of {times.Length}");
        }
    }

    private static Sketch SketchOf(double[] times)
    {
        Sketch sketch = new();
        foreach (var time in times)
        {
            sketch.Record(time);
        }

        return sketch;
    }

    private static double[] PercentilesOf(Sketch sketch)
    {
        var values = new double[Percents.Length];
        sketch.Percentiles(Percents, values);
        return values;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
