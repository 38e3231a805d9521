using System.Diagnostics;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Sets attributes of a span that have a value; a missing one leaves what the span already has.</summary>
internal static class KnownAttributes
{
    public static void SetKnown(this Activity span, string name, object? value)
    {
        if (value is not null)
        {
            span.SetTag(name, value);
        }
    }

    /// <summary>Sets a number that the convention defines as an integer, if it is one.</summary>
    public static void SetInteger(this Activity span, string name, double? value)
    {
        if (value is { } number && number == Math.Floor(number) && Math.Abs(number) < long.MaxValue)
        {
            span.SetTag(name, (long)number);
        }
    }
}
