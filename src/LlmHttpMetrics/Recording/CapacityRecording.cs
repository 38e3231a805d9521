using LlmHttpMetrics.Measurement;

namespace LlmHttpMetrics.Recording;

/// <summary>Publishes the amount of text of a call, where its plan asks for it.</summary>
internal static class CapacityRecording
{
    public static void Record(LlmInstruments instruments, CallRecord call, TagSet tags)
    {
        if (call.Plan?.CountsCapacity == true && instruments.Capacity.Enabled)
        {
            Record(instruments, tags, CapacityUnits.Input, call.RequestCapacity?.Input ?? default);
            Record(instruments, tags, CapacityUnits.Output, call.ResponseCapacity?.Output ?? default);
        }
    }

    public static IReadOnlyDictionary<string, double>? ForEvent(CallRecord call)
    {
        if (call.Plan?.CountsCapacity != true)
        {
            return null;
        }

        Dictionary<string, double> amounts = [];
        Add(amounts, CapacityUnits.Input, call.RequestCapacity?.Input ?? default);
        Add(amounts, CapacityUnits.Output, call.ResponseCapacity?.Output ?? default);
        return amounts;
    }

    private static void Record(LlmInstruments instruments, TagSet tags, string direction, in CapacityCounts counts)
    {
        Record(instruments, tags, direction, CapacityUnits.Characters, counts.Characters);
        Record(instruments, tags, direction, CapacityUnits.Words, counts.Words);
        Record(instruments, tags, direction, CapacityUnits.Bytes, counts.Bytes);
        Record(instruments, tags, direction, CapacityUnits.Lines, counts.Lines);
    }

    private static void Record(LlmInstruments instruments, TagSet tags, string direction, string unit, long amount)
    {
        if (amount > 0)
        {
            instruments.Capacity.Add(amount, tags.OwnWith(LlmTagNames.CapacityUnit, unit, LlmTagNames.Direction, direction));
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
