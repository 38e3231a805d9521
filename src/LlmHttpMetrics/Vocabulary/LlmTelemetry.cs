namespace LlmHttpMetrics;

/// <summary>The names under which everything is published.</summary>
public static class LlmTelemetry
{
    /// <summary>The meter: pass it to <c>AddMeter</c> of OpenTelemetry.</summary>
    public const string MeterName = "LlmHttpMetrics";

    /// <summary>
    /// A meter of few series, for <c>dotnet-counters monitor --counters LlmHttpMetrics.Lite</c>. It repeats what
    /// <see cref="MeterName"/> says: exporters need one of the two.
    /// </summary>
    public const string LiteMeterName = "LlmHttpMetrics.Lite";

    /// <summary>The activity source: pass it to <c>AddSource</c> of OpenTelemetry.</summary>
    public const string ActivitySourceName = "LlmHttpMetrics";
}
