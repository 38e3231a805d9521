using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>Searches all that is published for the secrets of the test data.</summary>
public sealed class LeakSearch
{
    private static readonly string[] ToldNowhere = [Canary.Secret];
    private static readonly string[] ToldByNoMetricOrLog = [Canary.Secret, Canary.Said];

    private readonly ConcurrentQueue<string> _leaks = new();
    private long _measurements;
    private long _spans;
    private long _events;
    private long _logLines;

    /// <summary>The one that all recorders of this process feed.</summary>
    public static LeakSearch OfTheRun { get; } = new();

    /// <summary>How much was searched.</summary>
    public (long Measurements, long Spans, long Events, long LogLines) Searched => (_measurements, _spans, _events, _logLines);

    /// <summary>What was found since this was last asked.</summary>
    public IReadOnlyList<string> Take()
    {
        List<string> leaks = [];
        while (_leaks.TryDequeue(out var leak))
        {
            leaks.Add(leak);
        }

        return leaks;
    }

    /// <summary>Fails with all that was found since this was last asked.</summary>
    public void AssertNoLeak()
    {
        var leaks = Take();
        Assert.That(
            leaks,
            Is.Empty,
            $"Secrets of the test data were told:{Environment.NewLine}{string.Join(Environment.NewLine, leaks.Distinct())}{Environment.NewLine}");
    }

    public void Instrument(Instrument instrument)
    {
        Search(ToldByNoMetricOrLog, "an instrument", instrument.Name);
        Search(ToldByNoMetricOrLog, instrument.Name, instrument.Description);
        Search(ToldByNoMetricOrLog, instrument.Name, instrument.Unit);
        Tags(instrument.Name, instrument.Tags);
        Tags(instrument.Name, instrument.Meter.Tags);
    }

    public void Measurement(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Interlocked.Increment(ref _measurements);
        foreach (var (name, value) in tags)
        {
            Search(ToldByNoMetricOrLog, instrument.Name, name);
            Search(ToldByNoMetricOrLog, instrument.Name, value);
        }
    }

    public void Span(Activity span)
    {
        Interlocked.Increment(ref _spans);
        Search(ToldNowhere, "a span's name", span.OperationName);
        Search(ToldNowhere, "a span's display name", span.DisplayName);
        Search(ToldNowhere, "a span's status", span.StatusDescription);
        foreach (var (name, value) in span.TagObjects.Concat(span.Events.SelectMany(e => e.Tags.Append(new("event", e.Name)))).Concat(
            span.Links.SelectMany(link => link.Tags ?? [])))
        {
            Search(ToldNowhere, "a span's tag", name);
            Search(ToldNowhere, $"a span's {name}", value);
        }
    }

    public void Event(LlmEvent callEvent)
    {
        Interlocked.Increment(ref _events);
        Search(ToldNowhere, "an event", callEvent);
    }

    /// <summary>What stands of the event in files.</summary>
    public void Line(LlmEvent callEvent)
    {
        ArrayBufferWriter<byte> line = new();
        LlmEventJson.Write(line, callEvent);
        Search(ToldNowhere, "a line", Encoding.UTF8.GetString(line.WrittenSpan));
    }

    /// <summary>What stands of the amendment in files: it has nothing that the caller said.</summary>
    public void Line(LlmEventAmendment amendment)
    {
        ArrayBufferWriter<byte> line = new();
        LlmEventJson.Write(line, amendment);
        Search(ToldByNoMetricOrLog, "an amendment", Encoding.UTF8.GetString(line.WrittenSpan));
    }

    public void Statistics(LlmStatisticsSnapshot snapshot) => Search(ToldByNoMetricOrLog, "statistics", snapshot);

    public void Log(string category, string text, object? state, Exception? exception)
    {
        Interlocked.Increment(ref _logLines);
        Search(ToldByNoMetricOrLog, category, text);
        Search(ToldByNoMetricOrLog, category, state);
        Search(ToldByNoMetricOrLog, category, exception?.ToString());
    }

    /// <summary>The message of an exception that the caller gets.</summary>
    public void Thrown(Exception exception) => Search(ToldByNoMetricOrLog, exception.GetType().Name, exception.Message);

    private void Tags(string where, IEnumerable<KeyValuePair<string, object?>>? tags)
    {
        foreach (var (name, value) in tags ?? [])
        {
            Search(ToldByNoMetricOrLog, where, name);
            Search(ToldByNoMetricOrLog, where, value);
        }
    }

    private void Search(string[] secrets, string where, object? value)
    {
        foreach (var (path, text) in PublishedText.Of(value))
        {
            if (Array.Exists(secrets, secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)))
            {
                _leaks.Enqueue($"{where}{path}: {text}");
            }
        }
    }
}
