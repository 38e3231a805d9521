using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Publishes the amount of text of a call, where its plan asks for it.</summary>
internal static class CapacityRecording
{
    public static void Record(LlmInstruments instruments, CallRecord call, TagSet tags)
    {
        if (call.Plan?.CountsCapacity == true)
        {
            RecordText(instruments, call, tags);
        }
    }

    public static void Record(LlmInstruments instruments, ReadOnlySpan<KeyValuePair<string, object?>> tags, in CapacityCounts input, in CapacityCounts output)
    {
        if (!instruments.Capacity.Enabled)
        {
            return;
        }

        Span<KeyValuePair<string, object?>> all = [.. tags, default, default];
        Record(instruments, all, CapacityUnits.Input, input);
        Record(instruments, all, CapacityUnits.Output, output);
    }

    public static IReadOnlyDictionary<string, double>? ForEvent(CallRecord call) =>
        call.Plan?.CountsCapacity == true ? Amounts(call.RequestText.Capacity?.Input ?? default, call.ResponseText?.Capacity?.Output ?? default) : null;

    /// <summary>Amounts by direction and unit.</summary>
    public static IReadOnlyDictionary<string, double> Amounts(in CapacityCounts input, in CapacityCounts output)
    {
        Dictionary<string, double> amounts = [];
        Add(amounts, CapacityUnits.Input, input);
        Add(amounts, CapacityUnits.Output, output);
        return amounts;
    }

    private static void RecordText(LlmInstruments instruments, CallRecord call, TagSet tags)
    {
        var (input, output) = (call.RequestText.Capacity?.Input ?? default, call.ResponseText?.Capacity?.Output ?? default);
        call.Statistics.AddCapacity(input, output);
        Record(instruments, tags.Own, input, output);
    }

    private static void Record(LlmInstruments instruments, Span<KeyValuePair<string, object?>> tags, string direction, in CapacityCounts counts)
    {
        Record(instruments, tags, direction, CapacityUnits.Characters, counts.Characters);
        Record(instruments, tags, direction, CapacityUnits.Words, counts.Words);
        Record(instruments, tags, direction, CapacityUnits.Bytes, counts.Bytes);
        Record(instruments, tags, direction, CapacityUnits.Lines, counts.Lines);
    }

    private static void Record(LlmInstruments instruments, Span<KeyValuePair<string, object?>> tags, string direction, string unit, long amount)
    {
        if (amount > 0)
        {
            tags[^2] = new(LlmTagNames.CapacityUnit, unit);
            tags[^1] = new(LlmTagNames.Direction, direction);
            instruments.Capacity.Publish(amount, tags);
        }
    }

    private static void Add(Dictionary<string, double> amounts, string direction, in CapacityCounts counts)
    {
        amounts[$"{direction}.{CapacityUnits.Characters}"] = counts.Characters;
        amounts[$"{direction}.{CapacityUnits.Words}"] = counts.Words;
        amounts[$"{direction}.{CapacityUnits.Bytes}"] = counts.Bytes;
        amounts[$"{direction}.{CapacityUnits.Lines}"] = counts.Lines;
    }
}
