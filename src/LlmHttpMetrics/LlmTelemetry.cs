namespace LlmHttpMetrics;

/// <summary>The names under which everything is published.</summary>
public static class LlmTelemetry
{
    /// <summary>The meter: pass it to <c>AddMeter</c> of OpenTelemetry or to <c>dotnet-counters --counters</c>.</summary>
    public const string MeterName = "LlmHttpMetrics";

    /// <summary>The activity source: pass it to <c>AddSource</c> of OpenTelemetry.</summary>
    public const string ActivitySourceName = "LlmHttpMetrics";
}
