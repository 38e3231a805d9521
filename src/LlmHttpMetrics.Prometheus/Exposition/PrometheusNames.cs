using System.Text;
using LlmHttpMetrics.Prometheus.Collecting;

namespace LlmHttpMetrics.Prometheus.Exposition;

/// <summary>
/// Names of OpenTelemetry as Prometheus has them: https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/.
/// A unit "1" adds nothing: shares are no less a gauge's for it, and the names that dashboards know have no <c>_ratio</c>.
/// </summary>
internal static class PrometheusNames
{
    public const string Total = "_total";

    /// <summary>The name of a metric, without what a counter's samples add to it.</summary>
    public static string Metric(string instrument, string? unit, MetricKind kind)
    {
        var name = Clean(instrument);
        if (kind == MetricKind.Counter && name.EndsWith(Total, StringComparison.Ordinal))
        {
            name = name[..^Total.Length];
        }

        return Unit(unit) is { } suffix && !name.EndsWith("_" + suffix, StringComparison.Ordinal) ? $"{name}_{suffix}" : name;
    }

    /// <summary>The word for a unit; null for one that adds nothing, such as what is merely counted.</summary>
    public static string? Unit(string? unit) => unit switch
    {
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "%" => "percent",
        _ => null,
    };

    public static string Label(string tag) => Clean(tag);

    /// <summary>What is no letter or digit becomes an underscore, several of which are one; so no name begins with the two that are Prometheus' own.</summary>
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
