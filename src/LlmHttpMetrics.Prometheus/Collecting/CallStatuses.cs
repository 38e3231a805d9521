namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>
/// Determines the status of a call. A call has failed if it ended with an error, a timeout or a broken transport, which are the outcomes with an
/// <c>error.type</c>. A call that its caller cancelled or abandoned has not failed.
/// </summary>
internal static class CallStatuses
{
    public static CallStatus Of(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (LlmRecordedCall.Current is { } call)
        {
            return Of(call.Outcome);
        }

        foreach (var (name, value) in tags)
        {
            if (name == LlmTagNames.Outcome && value is string outcome)
            {
                return Of(outcome);
            }
        }

        // Usage that was reported later, by the poll of an answer that had been announced successfully.
        return CallStatus.Success;
    }

    private static CallStatus Of(string outcome) =>
        outcome is LlmOutcomes.Error or LlmOutcomes.Timeout or LlmOutcomes.Broken ? CallStatus.Error : CallStatus.Success;
}
