using System.Buffers;
using System.Globalization;
using System.Text;
using LlmHttpMetrics.Prometheus.Collecting;

namespace LlmHttpMetrics.Prometheus.Exposition;

/// <summary>The text that is the same on every page: the lines above a metric, the beginnings of its lines, and the bounds of its buckets.</summary>
internal sealed class FamilyText
{
    private static readonly SearchValues<char> EscapedInHelp = SearchValues.Create("\\\n");
    private static readonly SearchValues<char> EscapedInOpenMetrics = SearchValues.Create("\\\n\"");

    private readonly byte[] _head;
    private readonly byte[] _openMetricsHead;

    public FamilyText(string instrument, string? unit, string? help, MetricKind kind, double[] boundaries)
    {
        Name = PrometheusNames.Metric(instrument, unit, kind);
        var type = kind switch
        {
            MetricKind.Counter => "counter",
            MetricKind.Histogram => "histogram",
            _ => "gauge",
        };
        var sample = kind == MetricKind.Counter ? Name + PrometheusNames.Total : Name;
        _head = Head(sample, type, unit: null, help, EscapedInHelp);
        _openMetricsHead = Head(Name, type, PrometheusNames.Unit(unit), help, EscapedInOpenMetrics);
        Sample = Encoding.UTF8.GetBytes(sample);
        Bucket = Encoding.UTF8.GetBytes(Name + "_bucket{");
        Sum = Encoding.UTF8.GetBytes(Name + "_sum");
        Count = Encoding.UTF8.GetBytes(Name + "_count");
        Bounds = [.. boundaries.Select(bound => Bound(bound.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e'))), Bound("+Inf")];
    }

    /// <summary>The metric's name, without the suffix of a counter's samples.</summary>
    public string Name { get; }

    public byte[] Sample { get; }

    public byte[] Bucket { get; }

    public byte[] Sum { get; }

    public byte[] Count { get; }

    /// <summary>The label of each bucket and everything up to the value.</summary>
    public byte[][] Bounds { get; }

    /// <summary>The number of buckets, including the one without a bound.</summary>
    public int Buckets => Bounds.Length;

    public ReadOnlySpan<byte> HeadOf(LlmMetricsFormat format) => format == LlmMetricsFormat.OpenMetrics ? _openMetricsHead : _head;

    private static byte[] Head(string name, string type, string? unit, string? help, SearchValues<char> escaped)
    {
        using TextBuffer text = new();
        text.Append($"# TYPE {name} {type}\n");
        if (unit is not null)
        {
            text.Append($"# UNIT {name} {unit}\n");
        }

        if (!string.IsNullOrEmpty(help))
        {
            text.Append($"# HELP {name} ");
            text.AppendEscaped(help, escaped);
            text.Append((byte)'\n');
        }

        return text.Written.ToArray();
    }

    /// <summary>Written with a point or an exponent in both formats, so that a series is the same in both.</summary>
    private static byte[] Bound(string number) =>
        Encoding.UTF8.GetBytes($"le=\"{(number.AsSpan().IndexOfAny('.', 'e', 'I') < 0 ? number + ".0" : number)}\"}} ");
}
