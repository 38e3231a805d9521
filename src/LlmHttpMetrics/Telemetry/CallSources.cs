using System.Diagnostics;

namespace LlmHttpMetrics.Telemetry;

/// <summary>The activity sources of the spans: all have the same name, and there is one for each schema that spans can follow.</summary>
internal static class CallSources
{
    private static readonly ActivitySource[] All = [.. Enum.GetValues<SemanticConventions>().Distinct().Order().Select(Create)];

    /// <summary>The activity source of the spans that follow these conventions.</summary>
    public static ActivitySource Of(SemanticConventions conventions) => All[(int)conventions - 1];

    public static bool Contains(ActivitySource source) => Array.IndexOf(All, source) >= 0;

    private static ActivitySource Create(SemanticConventions conventions) => new(new ActivitySourceOptions(LlmTelemetry.ActivitySourceName)
    {
        Version = LlmMeters.Version,
        TelemetrySchemaUrl = ConventionSchemas.UrlOf(conventions),
    });
}
