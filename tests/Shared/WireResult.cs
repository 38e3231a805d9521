using System.Text.Json.Nodes;
using System.Text.Json;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>What was measured of one call.</summary>
public sealed record WireResult(LlmEvent Event, IReadOnlyList<Measurement> Measurements)
{
    /// <summary>Everything that was recorded, in words that are equal where the records are.</summary>
    public string Record => $"{EventRecord()}{Environment.NewLine}{string.Join(Environment.NewLine, Measurements.Select(Line).Order(StringComparer.Ordinal))}";

    /// <summary>Faults of the monitoring itself.</summary>
    public double Failures => Sum(LlmInstrumentNames.MeasurementFailures);

    public double UsageMissing => Sum(LlmInstrumentNames.UsageMissing);

    /// <summary>How it ended, by the counter of requests.</summary>
    public (string? Outcome, string? ErrorType) Ending
    {
        get
        {
            var request = Measurements.Single(measurement => measurement.Instrument == LlmInstrumentNames.Requests);
            return ((string?)request.Tag(LlmTagNames.Outcome), (string?)request.Tag(LlmTagNames.ErrorType));
        }
    }

    /// <summary>The tokens that the counter has got; null where it was not called.</summary>
    public (double? Input, double? Output) Tokens => (TokensOf("input"), TokensOf("output"));

    public double Sum(string instrument) => Measurements.Where(measurement => measurement.Instrument == instrument).Sum(measurement => measurement.Value);

    private double? TokensOf(string type) =>
        Measurements.SingleOrDefault(
            measurement => measurement.Instrument == LlmInstrumentNames.Tokens && measurement.Has((LlmTagNames.TokenType, type)))?.Value;

    private string EventRecord()
    {
        var record = JsonSerializer.SerializeToNode(Event)!.AsObject();
        record.Remove(nameof(LlmEvent.Id));
        record.Remove(nameof(LlmEvent.TraceId));
        record.Remove(nameof(LlmEvent.SpanId));
        return record.ToJsonString();
    }

    /// <summary>The time between chunks is recorded as they pass, with the model that is known by then.</summary>
    private static string Line(Measurement measurement)
    {
        var tags = measurement.Tags.Where(
            tag => tag.Key != LlmTagNames.ResponseModel || !measurement.Instrument.EndsWith("per_output_chunk", StringComparison.Ordinal));
        return $"{measurement.Instrument} {measurement.Value}"
            + $" {string.Join(' ', tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"))}";
    }
}
