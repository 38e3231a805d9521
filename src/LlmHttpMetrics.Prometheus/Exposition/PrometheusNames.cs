using System.Text;
using LlmHttpMetrics.Prometheus.Collecting;

namespace LlmHttpMetrics.Prometheus.Exposition;

/// <summary>
/// Converts names of OpenTelemetry to Prometheus: https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/. A unit "1" adds
/// no suffix: gauges of shares are clear without it, and the names that dashboards use have no <c>_ratio</c>.
/// </summary>
internal static class PrometheusNames
{
    public const string Total = "_total";

    /// <summary>The name of a metric, without the suffix of a counter's samples.</summary>
    public static string Metric(string instrument, string? unit, MetricKind kind)
    {
        var name = Clean(instrument);
        if (kind == MetricKind.Counter && name.EndsWith(Total, StringComparison.Ordinal))
        {
            name = name[..^Total.Length];
        }

        return Unit(unit) is { } suffix && !name.EndsWith("_" + suffix, StringComparison.Ordinal) ? $"{name}_{suffix}" : name;
    }

    /// <summary>The suffix for a unit; null for a unit without one, such as that of a mere count.</summary>
    public static string? Unit(string? unit) => unit switch
    {
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "%" => "percent",
        _ => null,
    };

    public static string Label(string tag) => Clean(tag);

    /// <summary>
    /// Replaces everything except letters and digits by an underscore, and consecutive ones by a single one; no name therefore begins with the two
    /// that Prometheus reserves.
    /// </summary>
    private static string Clean(string name)
    {
        StringBuilder clean = new(name.Length + 1);
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            clean.Append('_');
        }

        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                clean.Append(c);
            }
            else if (clean.Length == 0 || clean[^1] != '_')
            {
                clean.Append('_');
            }
        }

        return clean.ToString();
    }
}
