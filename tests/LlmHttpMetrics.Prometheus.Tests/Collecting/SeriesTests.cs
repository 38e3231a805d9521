using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.Prometheus.Tests.Collecting;

/// <summary>What is recorded is kept by its labels: all of it, within a bound, and without an allocation.</summary>
public sealed class SeriesTests
{
    [Test]
    public void Kinds_OfInstruments_AreKeptAsTheyAre()
    {
        using OwnMeter own = new();
        var counter = own.Meter.CreateCounter<long>("c", "{call}", "Calls.");
        var money = own.Meter.CreateCounter<double>("m");
        var gauge = own.Meter.CreateGauge<long>("g");
        var open = own.Meter.CreateUpDownCounter<int>("u");
        var histogram = own.Meter.CreateHistogram("h", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] });
        var plain = own.Meter.CreateHistogram<int>("p");

        counter.Add(2);
        counter.Add(3);
        money.Add(0.1);
        money.Add(0.2);
        gauge.Record(5);
        gauge.Record(4);
        open.Add(5);
        open.Add(-2);
        histogram.Record(0.5);
        histogram.Record(7);
        histogram.Record(double.NaN);
        plain.Record(60);

        var page = own.Read();
        Assert.That(page.Only("c_total").Value, Is.EqualTo(5));
        Assert.That(page.Only("m_total").Value, Is.EqualTo(0.1 + 0.2));
        Assert.That(page.Only("g").Value, Is.EqualTo(4));
        Assert.That(page.Only("u").Value, Is.EqualTo(3));
        Assert.That(page.Of("h_seconds_bucket").Select(
            bucket => (bucket.Labels["le"], bucket.Value)), Is.EqualTo(new[] { ("0.5", 1d), ("1.0", 1), ("+Inf", 2) }));
        Assert.That(page.Only("h_seconds_sum").Value, Is.EqualTo(7.5));
        Assert.That(page.Only("p_bucket", ("le", "50.0")).Value, Is.Zero);
        Assert.That(page.Only("p_bucket", ("le", "75.0")).Value, Is.EqualTo(1), "without advice, OpenTelemetry's bounds");
        Assert.That(page.Families.Select(family => $"{family.Name} {family.Type}"), Is.EqualTo(new[]
        {
            "c counter", "g gauge", "h_seconds histogram", "m counter", "p histogram", "u gauge",
            "llm_prometheus_failures counter", "llm_prometheus_overflowed counter", "llm_prometheus_series gauge",
        }));
    }

    [Test]
    public void Tags_ThatMakeTheSameLabels_AreOneSeries()
    {
        using OwnMeter own = new();
        var counter = own.Meter.CreateCounter<long>("c");

        counter.Add(1, Tag("a", "1"), Tag("b", "x"));
        counter.Add(1, Tag("b", "x"), Tag("a", "1"));
        counter.Add(1, Tag("a", 1), Tag("b", "x"));
        counter.Add(1, Tag("a", 1.0), Tag("b", "x"), Tag("none", null), Tag("empty", ""));
        counter.Add(1, Tag("a", "1"), Tag("b", "y"));

        var page = own.Read();
        Assert.That(page.Only("c_total", ("a", "1"), ("b", "x")).Value, Is.EqualTo(4));
        Assert.That(page.Of("c_total"), Has.Count.EqualTo(2));
    }

    [Test]
    public void Instruments_OfTheSameName_AreOneMetric()
    {
        using OwnMeter own = new();
        own.Second = OwnMeter.Make();
        own.Meter.CreateCounter<long>("c").Add(1);
        own.Second.CreateCounter<long>("c").Add(2);
        own.Second.CreateGauge<long>("c").Record(9);

        Assert.That(own.Read().Only("c_total").Value, Is.EqualTo(3), "and one of another kind cannot be shown beside it");
    }

    [Test]
    public void Tags_BeyondTheLimit_GoToOneSeriesAndAreCounted()
    {
        using OwnMeter own = new(new LlmPrometheusOptions { MaxSeries = 150 });
        var counter = own.Meter.CreateCounter<long>("c");
        var histogram = own.Meter.CreateHistogram<double>("h");
        for (var i = 0; i < 400; i++)
        {
            counter.Add(1, Tag("model", $"m{i % 200}"));
        }

        for (var i = 0; i < 120; i++)
        {
            histogram.Record(1, Tag("model", $"m{i}"));
        }

        var page = own.Read();
        Assert.That(page.Of("c_total"), Has.Count.EqualTo(151));
        Assert.That(page.Only("c_total", ("otel_metric_overflow", "true")).Value, Is.EqualTo(100));
        Assert.That(page.Sum("c_total"), Is.EqualTo(400), "totals stay right");
        Assert.That(page.Of("h_count"), Has.Count.EqualTo(101), "the first hundred of each have their place");
        Assert.That(page.Sum("h_count"), Is.EqualTo(120));
        Assert.That(page.Only("llm_prometheus_overflowed_total").Value, Is.EqualTo(120));
        Assert.That(page.Only("llm_prometheus_series").Value, Is.EqualTo(250));
    }

    [Test]
    public void Figures_OfManyThreads_AreAllCounted()
    {
        const int threads = 8;
        const int each = 20_000;
        using OwnMeter own = new(new LlmPrometheusOptions { MaxSeries = 500 });
        var counter = own.Meter.CreateCounter<long>("c");
        var money = own.Meter.CreateCounter<double>("m");
        var histogram = own.Meter.CreateHistogram<double>("h");
        using CancellationTokenSource done = new();
        var scraping = Task.Run(() =>
        {
            for (double before = 0; !done.IsCancellationRequested;)
            {
                var now = Exposed.Parse(own.Metrics.GetText(), LlmMetricsFormat.Text).Sum("c_total");
                Assert.That(now, Is.GreaterThanOrEqualTo(before));
                before = now;
            }
        });

        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            for (var i = 0; i < each; i++)
            {
                counter.Add(1, Tag("i", i % 1000));
                money.Add(0.5, Tag("i", i % 7));
                histogram.Record(2, Tag("i", i % 10));
            }
        });
        done.Cancel();
        scraping.GetAwaiter().GetResult();

        var page = own.Read();
        Assert.That(page.Sum("c_total"), Is.EqualTo(threads * each));
        Assert.That(page.Sum("m_total"), Is.EqualTo(threads * each / 2.0));
        Assert.That(page.Sum("h_count"), Is.EqualTo(threads * each));
        Assert.That(page.Sum("h_sum"), Is.EqualTo(2.0 * threads * each));
        Assert.That(page.Only("llm_prometheus_failures_total").Value, Is.Zero);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Recording_OfKnownTags_AllocatesNothing(bool sampled)
    {
        using OwnMeter own = new();
        using Activity activity = new("order") { ActivityTraceFlags = sampled ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None };
        activity.SetIdFormat(ActivityIdFormat.W3C).Start();
        var requests = own.Meter.CreateCounter<long>(LlmInstrumentNames.Requests);
        var money = own.Meter.CreateCounter<double>("m");
        var gauge = own.Meter.CreateGauge<long>("g");
        var histogram = own.Meter.CreateHistogram<double>("h");
        KeyValuePair<string, object?>[] tags =
            [
                Tag(LlmTagNames.OperationName, "chat"), Tag(LlmTagNames.ProviderName, "openai"), Tag(LlmTagNames.RequestModel, "gpt-5"),
                Tag("server.port", 443), Tag(LlmTagNames.Outcome, "completed")
            ];
        void Record()
        {
            for (var i = 0; i < 1000; i++)
            {
                requests.Add(1, tags);
                money.Add(0.1, tags);
                gauge.Record(i, tags);
                histogram.Record(i % 100, tags);
            }
        }

        Record();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Record();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(allocated, Is.Zero);
        Assert.That(own.Read().Only("llm_requests_total").Exemplar, sampled ? Does.Contain(activity.TraceId.ToHexString()) : Is.Null);
    }

    [Test]
    public void Observed_NoLonger_IsNoLongerShown()
    {
        using OwnMeter own = new();
        Measurement<double>[] told = [new(1, Tag("p", "a")), new(0.5, Tag("p", "b"))];
        var gauge = own.Meter.CreateObservableGauge("o", () => told);

        Assert.That(own.Read().Of("o").Select(sample => (sample.Labels["p"], sample.Value)), Is.EqualTo(new[] { ("a", 1d), ("b", 0.5) }));
        told = [new(0, Tag("p", "b"))];
        Assert.That(own.Read().Of("o").Select(sample => (sample.Labels["p"], sample.Value)), Is.EqualTo(new[] { ("b", 0d) }));
        told = [];
        Assert.That(own.Read().Families.Select(family => family.Name), Has.None.EqualTo("o"));
        GC.KeepAlive(gauge);
    }

    [Test]
    public void Observing_ThatThrows_CostsNothingElse()
    {
        using OwnMeter own = new();
        own.Meter.CreateCounter<long>("c").Add(1);
        own.Meter.CreateObservableGauge("o", double () => throw new InvalidOperationException());

        var page = Exposed.Parse(own.Metrics.GetText(), LlmMetricsFormat.Text);

        Assert.That(page.Only("c_total").Value, Is.EqualTo(1));
        Assert.That(page.Only("llm_prometheus_failures_total").Value, Is.EqualTo(1));
    }

    [Test]
    public void Tag_WhoseTextThrows_CostsItsFigureAlone()
    {
        using OwnMeter own = new();
        var counter = own.Meter.CreateCounter<long>("c");

        Assert.That(() => counter.Add(1, Tag("t", new Unspeakable())), Throws.Nothing);
        counter.Add(1);

        var page = own.Read();
        Assert.That(page.Only("c_total").Value, Is.EqualTo(1));
        Assert.That(page.Only("llm_prometheus_failures_total").Value, Is.EqualTo(1));
    }

    [Test]
    public void Disposed_ShowsWhatWasMeasured()
    {
        using OwnMeter own = new();
        var counter = own.Meter.CreateCounter<long>("c");
        counter.Add(1);
        own.Metrics.Dispose();
        counter.Add(1);

        Assert.That(own.Read().Only("c_total").Value, Is.EqualTo(1));
    }

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);

    private sealed class Unspeakable
    {
        public override string ToString() => throw new InvalidOperationException();
    }
}
