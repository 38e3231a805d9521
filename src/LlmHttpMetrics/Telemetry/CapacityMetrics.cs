using System.Diagnostics.Metrics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Publishes the amount of text of calls, if their plan requires it or if it is reported instead of a count.</summary>
internal sealed class CapacityMetrics(Meter meter) : ICallConsumer
{
    private readonly Counter<long> _capacity = meter.CreateCounter<long>(LlmInstrumentNames.Capacity, "{unit}", "Amount of text, by unit and direction.");

    public bool IsEnabled => _capacity.Enabled;

    public void Completed(in CompletedCall call)
    {
        if (call.Record.Capacity is { } capacity)
        {
            Record(call.Record.Tags.Own, capacity.Input, capacity.Output);
        }
    }

    public void Amended(CallAmendment amendment)
    {
        if (amendment.Capacity is { } capacity)
        {
            Record(amendment.Call.Tags, capacity.Input, capacity.Output);
        }
    }

    private void Record(ReadOnlySpan<KeyValuePair<string, object?>> tags, in CapacityCounts input, in CapacityCounts output)
    {
        if (!_capacity.Enabled)
        {
            return;
        }

        Record(tags, CapacityUnits.Input, input);
        Record(tags, CapacityUnits.Output, output);
    }

    private void Record(ReadOnlySpan<KeyValuePair<string, object?>> tags, string direction, in CapacityCounts counts)
    {
        Record(tags, direction, CapacityUnits.Characters, counts.Characters);
        Record(tags, direction, CapacityUnits.Words, counts.Words);
        Record(tags, direction, CapacityUnits.Bytes, counts.Bytes);
        Record(tags, direction, CapacityUnits.Lines, counts.Lines);
    }

    private void Record(ReadOnlySpan<KeyValuePair<string, object?>> tags, string direction, string unit, long amount)
    {
        if (amount > 0)
        {
            TagBuffer all = default;
            _capacity.Publish(amount, all.Fill(tags, new(LlmTagNames.CapacityUnit, unit), new(LlmTagNames.Direction, direction)));
        }
    }
}
