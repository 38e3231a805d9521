using LlmHttpMetrics;

namespace WebApi.Stats;

/// <summary>The quality of a model's token figures.</summary>
/// <param name="Kind">One of the constants below.</param>
/// <param name="Confidence">The mean confidence of all calls with figures, from 0 to 1; null if there are none.</param>
/// <param name="Calls">The number of calls with figures.</param>
/// <param name="ExactCalls">The number of these calls whose figures are exact.</param>
internal sealed record Badge(string Kind, double? Confidence, long Calls, long ExactCalls)
{
    /// <summary>All figures were reported by the provider or counted with the model's own tokenizer.</summary>
    public const string Exact = "exact";

    /// <summary>Some figures are estimated, or partly counted by a formula.</summary>
    public const string Estimated = "estimated";

    /// <summary>Characters, words and bytes are counted, but tokens are not.</summary>
    public const string CapacityOnly = "capacity only";

    /// <summary>There are no figures.</summary>
    public const string None = "no figures";

    public static Badge Of(LlmCallStatistics figures)
    {
        var (calls, exact, confidence) = (0L, 0L, 0d);
        foreach (var source in figures.TokenSources.Values)
        {
            calls += source.Calls;
            exact += source.ExactCalls;
            confidence += source.Calls * (source.Confidence ?? 1);
        }

        var kind = calls == 0
            ? figures.InputCapacity.Calls > 0 ? CapacityOnly : None
            : exact == calls ? Exact : Estimated;
        return new Badge(kind, calls == 0 ? null : confidence / calls, calls, exact);
    }
}
