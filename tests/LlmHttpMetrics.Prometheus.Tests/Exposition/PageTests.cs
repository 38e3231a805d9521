using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;

namespace LlmHttpMetrics.Prometheus.Tests.Exposition;

/// <summary>The two formats, to the letter.</summary>
public sealed class PageTests
{
    [Test]
    public void Text_OfAllKinds_IsThatOfTheFormat()
    {
        using var own = Filled();

        Assert.That(own.Metrics.GetText(), Is.EqualTo(
            """
            # TYPE llm_ratelimit_remaining gauge
            # HELP llm_ratelimit_remaining Left, "by" \\ header.
            llm_ratelimit_remaining 12
            # TYPE llm_requests_total counter
            # HELP llm_requests_total Calls.
            llm_requests_total{gen_ai_provider_name="open\"ai\n\\",provider="open\"ai\n\\",status="success"} 3
            # TYPE llm_stall_seconds histogram
            llm_stall_seconds_bucket{le="0.5"} 1
            llm_stall_seconds_bucket{le="1.0"} 1
            llm_stall_seconds_bucket{le="+Inf"} 2
            llm_stall_seconds_sum 2.25
            llm_stall_seconds_count 2
            # TYPE llm_prometheus_failures_total counter
            # HELP llm_prometheus_failures_total Measurements lost due to a fault of this page.
            llm_prometheus_failures_total 0
            # TYPE llm_prometheus_overflowed_total counter
            # HELP llm_prometheus_overflowed_total Measurements added to otel_metric_overflow="true" because there were too many series.
            llm_prometheus_overflowed_total 0
            # TYPE llm_prometheus_series gauge
            # HELP llm_prometheus_series Series held for this page.
            llm_prometheus_series 3

            """));
    }

    [Test]
    public void OpenMetrics_OfASampledTrace_HasUnitsAndExemplars()
    {
        ManualTimeProvider time = new();
        using OwnMeter own = new(new LlmPrometheusOptions { TimeProvider = time });
        using Activity activity = new("order");
        activity.SetIdFormat(ActivityIdFormat.W3C).Start();
        activity.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        var ids = $"trace_id=\"{activity.TraceId.ToHexString()}\",span_id=\"{activity.SpanId.ToHexString()}\"";
        own.Meter.CreateCounter<long>("c", null, "A \"c\".").Add(3);
        own.Meter.CreateHistogram("h", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] }).Record(0.75);
        own.Meter.CreateGauge<long>("g").Record(1);
        activity.ActivityTraceFlags = ActivityTraceFlags.None;
        own.Meter.CreateCounter<long>("d").Add(3);

        // The clock stands at 2026-03-01 13:00.
        Assert.That(own.Metrics.GetText(LlmMetricsFormat.OpenMetrics), Does.StartWith(
            $$"""
            # TYPE c counter
            # HELP c A \"c\".
            c_total 3 # {{{ids}}} 3 1772370000
            # TYPE d counter
            d_total 3
            # TYPE g gauge
            g 1
            # TYPE h_seconds histogram
            # UNIT h_seconds seconds
            h_seconds_bucket{le="0.5"} 0
            h_seconds_bucket{le="1.0"} 1 # {{{ids}}} 0.75 1772370000
            h_seconds_bucket{le="+Inf"} 1
            h_seconds_sum 0.75
            h_seconds_count 1
            # TYPE llm_prometheus_failures counter

            """).And.EndsWith("\n# EOF\n"));
        Assert.That(time.GetUtcNow().ToUnixTimeSeconds(), Is.EqualTo(1772370000));
    }

    [Test]
    public void Exemplars_NotWanted_AreNone()
    {
        using OwnMeter own = new(new LlmPrometheusOptions { Exemplars = false });
        using Activity activity = new("order");
        activity.SetIdFormat(ActivityIdFormat.W3C).Start();
        activity.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        own.Meter.CreateCounter<long>("c").Add(3);

        Assert.That(own.Read().Only("c_total").Exemplar, Is.Null);
    }

    [TestCase(double.PositiveInfinity, "+Inf")]
    [TestCase(double.NegativeInfinity, "-Inf")]
    [TestCase(double.NaN, "NaN")]
    [TestCase(1e300, "1E+300")]
    [TestCase(0.1, "0.1")]
    public void Gauge_OfAnyNumber_IsSpeltAsPrometheusReadsIt(double value, string text)
    {
        using OwnMeter own = new();
        own.Meter.CreateGauge<double>("g").Record(value);

        Assert.That(own.Metrics.GetText(), Does.Contain($"\ng {text}\n"));
    }

    [TestCase(LlmMetricsFormat.Text)]
    [TestCase(LlmMetricsFormat.OpenMetrics)]
    public async Task Page_OfManyParts_IsTheSameAsTextAndStream(LlmMetricsFormat format)
    {
        using OwnMeter own = new();
        var histogram = own.Meter.CreateHistogram<double>("h");
        for (var i = 0; i < 1000; i++)
        {
            histogram.Record(i, new KeyValuePair<string, object?>("i", i));
        }

        using MemoryStream stream = new();
        await own.Metrics.WriteAsync(stream, format);

        var text = own.Metrics.GetText(format);
        Assert.That(Encoding.UTF8.GetString(stream.ToArray()), Is.EqualTo(text));
        Assert.That(Exposed.Parse(text, format).Of("h_count"), Has.Count.EqualTo(1000));
        Assert.That(text, Has.Length.GreaterThan(500_000));
    }

    [Test]
    public void Page_OfManySeries_AllocatesNoMoreThanItself()
    {
        using OwnMeter own = new();
        var counter = own.Meter.CreateCounter<long>("c");
        for (var i = 0; i < 10_000; i++)
        {
            counter.Add(i, new("gen_ai.provider.name", "openai"), new("gen_ai.request.model", $"model-{i}"));
        }

        using MemoryStream stream = new(4 * 1024 * 1024);
        long Write()
        {
            stream.SetLength(0);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.That(own.Metrics.WriteAsync(stream).IsCompletedSuccessfully);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Write();
        Assert.That(Write(), Is.LessThan(stream.Length / 10));
    }

    private static OwnMeter Filled()
    {
        OwnMeter own = new();
        own.Meter.CreateCounter<long>(LlmInstrumentNames.Requests, "{request}", "Calls.").Add(
            3, new KeyValuePair<string, object?>(LlmTagNames.ProviderName, "open\"ai\n\\"));
        own.Meter.CreateGauge<long>(LlmInstrumentNames.RateLimitRemaining, description: "Left, \"by\" \\ header.").Record(12);
        var stall = own.Meter.CreateHistogram("llm.stall", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] });
        stall.Record(0.25);
        stall.Record(2);
        return own;
    }
}
