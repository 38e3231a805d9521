namespace LlmHttpMetrics.Tests.Providers;

/// <summary>The gauges of a call, in words.</summary>
internal static class RateLimits
{
    private const string Prefix = "llm.ratelimit.";

    public static IEnumerable<string> Of(WireResult result) =>
        result.Measurements.Where(measurement => measurement.Instrument.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(measurement => $"{measurement.Instrument[Prefix.Length..]} {measurement.Tag(LlmTagNames.RateLimitKind)} {measurement.Value}");
}
