using LlmHttpMetrics.Prometheus.Collecting;

namespace LlmHttpMetrics.Prometheus.Tests.Collecting;

/// <summary>Histograms lose nothing, and are of one moment whenever they are read.</summary>
public sealed class HistogramValueTests
{
    [Test]
    public void Bounds_OfBuckets_BelongToThem()
    {
        HistogramValue histogram = new([1, 2.5]);

        var buckets = new[] { 0, 1, 1.0000001, 2.5, 3, double.PositiveInfinity }.Select(histogram.Record).ToArray();

        Assert.That(buckets, Is.EqualTo(new[] { 0, 0, 1, 1, 2, 2 }));
    }

    [Test]
    public void Read_Twice_SaysTheSame()
    {
        HistogramValue histogram = new([1]);
        histogram.Record(0.5);
        histogram.Record(3);
        var counts = new long[2];

        var first = (histogram.Read(counts), counts[0], counts[1]);
        var second = (histogram.Read(counts), counts[0], counts[1]);
        histogram.Record(3);
        var third = (histogram.Read(counts), counts[0], counts[1]);

        Assert.That(first, Is.EqualTo((3.5, 1L, 1L)));
        Assert.That(second, Is.EqualTo(first));
        Assert.That(third, Is.EqualTo((6.5, 1L, 2L)));
    }

    [Test]
    public async Task Read_WhileAnObservationIsBeingMade_HasAllOfIt()
    {
        HistogramValue histogram = new([1]);
        histogram.Record(0.5);
        var side = histogram.Begin();
        var counts = new long[2];

        var reading = Task.Run(() => histogram.Read(counts));
        SpinWait.SpinUntil(() => histogram.Written != side || reading.IsCompleted);
        histogram.Record(0.25);
        side.Add(bucket: 1, 3);

        Assert.That((await reading, counts[0], counts[1]), Is.EqualTo((3.5, 1L, 1L)), "what has begun before, and nothing after");
        Assert.That((histogram.Read(counts), counts[0], counts[1]), Is.EqualTo((3.75, 2L, 1L)));
    }

    [Test]
    public void Read_WhileOthersRecord_IsOfOneMoment()
    {
        const int threads = 4;
        const int each = 50_000;
        HistogramValue histogram = new([1, 2, 3]);
        var recording = Enumerable.Range(0, threads).Select(number => new Thread(() =>
        {
            for (var i = 0; i < each; i++)
            {
                histogram.Record(1 + (i % 4));
            }
        })).ToList();
        recording.ForEach(thread => thread.Start());

        var counts = new long[4];
        long before = 0;
        while (recording.Exists(thread => thread.IsAlive))
        {
            var sum = histogram.Read(counts);
            Assert.That(sum, Is.EqualTo(counts.Select((count, i) => count * (i + 1)).Sum()), "sum and buckets are of the same observations");
            Assert.That(counts.Sum(), Is.GreaterThanOrEqualTo(before));
            before = counts.Sum();
        }

        histogram.Read(counts);
        Assert.That(counts, Has.All.EqualTo(threads * each / 4));
    }
}
