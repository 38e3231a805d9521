namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>
/// Tells it: a call failed by an error, a timeout or a broken transport, which are those that have an <c>error.type</c>. Whoever
/// cancels or abandons a call has not been failed.
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

        // Usage that came later: by a poll, of an answer that had been promised in good order.
        return CallStatus.Success;
    }

    private static CallStatus Of(string outcome) =>
        outcome is LlmOutcomes.Error or LlmOutcomes.Timeout or LlmOutcomes.Broken ? CallStatus.Error : CallStatus.Success;
}
