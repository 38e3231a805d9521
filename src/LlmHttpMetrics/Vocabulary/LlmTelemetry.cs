namespace LlmHttpMetrics;

/// <summary>The names under which everything is published.</summary>
public static class LlmTelemetry
{
    /// <summary>The meter: pass it to OpenTelemetry's <c>AddMeter</c>.</summary>
    public const string MeterName = "LlmHttpMetrics";

    /// <summary>
    /// A meter with few time series, for <c>dotnet-counters monitor --counters LlmHttpMetrics.Lite</c>. It repeats measurements of
    /// <see cref="MeterName"/>: exporters need only one of the two.
    /// </summary>
    public const string LiteMeterName = "LlmHttpMetrics.Lite";

    /// <summary>The activity source: pass it to OpenTelemetry's <c>AddSource</c>.</summary>
    public const string ActivitySourceName = "LlmHttpMetrics";
}
