using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LlmHttpMetrics.IntegrationTests.Export;

/// <summary>What docs/opentelemetry.md shows, compiled; the tests export by it. Each region is one of its code blocks.</summary>
internal static class Guide
{
    public static void Add(MeterProviderBuilder meters, TracerProviderBuilder traces)
    {
        #region snippet
        meters.AddMeter(LlmTelemetry.MeterName);
        traces.AddSource(LlmTelemetry.ActivitySourceName);
        #endregion
    }

    public static void AddExponential(MeterProviderBuilder meters)
    {
        #region snippet
        meters.AddView(instrument => instrument.Meter.Name == LlmTelemetry.MeterName && instrument is Histogram<double> or Histogram<int>
            ? new Base2ExponentialBucketHistogramConfiguration()
            : null);
        #endregion
    }

    public static void AddFewTags(MeterProviderBuilder meters)
    {
        #region snippet
        string[] tags =
        [
            LlmTagNames.ProviderName, LlmTagNames.RequestModel, LlmTagNames.Outcome, LlmTagNames.ErrorType, LlmTagNames.TokenType,
            LlmTagNames.Currency
        ];
        meters.AddView(instrument => instrument.Meter.Name != LlmTelemetry.MeterName ? null
            : instrument is Histogram<double> or Histogram<int> ? new Base2ExponentialBucketHistogramConfiguration { TagKeys = tags }
            : new MetricStreamConfiguration { TagKeys = tags });
        #endregion
    }

    public static void AddDropped(MeterProviderBuilder meters)
    {
        #region snippet
        meters.AddView("llm.attempt*", MetricStreamConfiguration.Drop);
        #endregion
    }

    public static void AddMoreSeries(MeterProviderBuilder meters)
    {
        #region snippet
        meters.AddView(LlmInstrumentNames.Requests, new MetricStreamConfiguration { CardinalityLimit = 10_000 });
        #endregion
    }

    public static void AddExemplars(MeterProviderBuilder meters)
    {
        #region snippet
        meters.SetExemplarFilter(ExemplarFilterType.TraceBased);
        #endregion
    }
}
