using LlmHttpMetrics.Prometheus.Collecting;

namespace LlmHttpMetrics.Prometheus.Exposition;

/// <summary>
/// Writes all metrics in parts, so that the page is never held as a whole. Recording never waits, and each histogram is consistent.
/// </summary>
internal sealed class Page : IDisposable
{
    /// <summary>The amount that is sent at once.</summary>
    private const int PartLength = 64 * 1024;

    private readonly Collector _collector;
    private readonly LlmMetricsFormat _format;
    private readonly TextBuffer _text = new(PartLength * 2);
    private readonly MetricFamily[] _families;
    private readonly int _epoch;
    private long[] _counts = [];
    private int _family;
    private int _series;
    private bool _hasHead;
    private bool _isEnded;

    public Page(Collector collector, LlmMetricsFormat format)
    {
        _collector = collector;
        _format = format;
        _families = collector.Observe(out _epoch);
    }

    /// <summary>The part that has been written.</summary>
    public ReadOnlyMemory<byte> Part => _text.WrittenMemory;

    /// <summary>Writes the next part; false if there is none.</summary>
    public bool Next()
    {
        _text.Clear();
        while (_family < _families.Length && _text.Length < PartLength)
        {
            WriteSome(_families[_family]);
        }

        if (_family == _families.Length && !_isEnded)
        {
            OwnMetrics.Write(_text, _collector, _format);
            _text.Append(_format == LlmMetricsFormat.OpenMetrics ? "# EOF\n"u8 : default);
            _isEnded = true;
        }

        return _text.Length > 0;
    }

    public void Dispose() => _text.Dispose();

    private void WriteSome(MetricFamily family)
    {
        var all = family.Series;
        while (_series < all.Length && _text.Length < PartLength)
        {
            var series = all[_series++];
            if (family.IsObserved && series.Epoch - _epoch < 0)
            {
                continue;
            }

            if (!_hasHead)
            {
                _text.Append(family.Text.HeadOf(_format));
                _hasHead = true;
            }

            if (series.Histogram is { } histogram)
            {
                WriteHistogram(family.Text, series, histogram);
            }
            else
            {
                WriteSample(family, series);
            }
        }

        if (_series >= all.Length)
        {
            (_series, _hasHead) = (0, false);
            _family++;
        }
    }

    private void WriteSample(MetricFamily family, Series series)
    {
        Begin(family.Text.Sample, series.Labels);
        if (series.IsWhole)
        {
            _text.Append(series.Whole);
        }
        else
        {
            _text.Append(series.Value);
        }

        if (family.Kind == MetricKind.Counter)
        {
            WriteExemplar(series, slot: 0);
        }

        _text.Append((byte)'\n');
    }

    private void WriteHistogram(FamilyText text, Series series, HistogramValue histogram)
    {
        if (_counts.Length < text.Buckets)
        {
            _counts = new long[text.Buckets];
        }

        var sum = histogram.Read(_counts);
        long count = 0;
        for (var i = 0; i < text.Bounds.Length; i++)
        {
            count += _counts[i];
            _text.Append(text.Bucket);
            if (series.Labels.Length > 0)
            {
                _text.Append(series.Labels);
                _text.Append((byte)',');
            }

            _text.Append(text.Bounds[i]);
            _text.Append(count);
            WriteExemplar(series, i);
            _text.Append((byte)'\n');
        }

        Begin(text.Sum, series.Labels);
        _text.Append(sum);
        _text.Append((byte)'\n');
        Begin(text.Count, series.Labels);
        _text.Append(count);
        _text.Append((byte)'\n');
    }

    private void Begin(byte[] name, byte[] labels)
    {
        _text.Append(name);
        if (labels.Length > 0)
        {
            _text.Append((byte)'{');
            _text.Append(labels);
            _text.Append((byte)'}');
        }

        _text.Append((byte)' ');
    }

    private void WriteExemplar(Series series, int slot)
    {
        if (_format != LlmMetricsFormat.OpenMetrics || !series.TryReadExemplar(slot, out var exemplar))
        {
            return;
        }

        _text.Append(" # {trace_id=\""u8);
        _text.Append(exemplar.Trace.ToHexString());
        _text.Append("\",span_id=\""u8);
        _text.Append(exemplar.Span.ToHexString());
        _text.Append("\"} "u8);
        _text.Append(exemplar.Value);
        _text.Append((byte)' ');
        _text.Append(exemplar.UnixMilliseconds / 1000.0);
    }
}
