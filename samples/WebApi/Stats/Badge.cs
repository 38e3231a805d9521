using LlmHttpMetrics;

namespace WebApi.Stats;

/// <summary>What the token figures of a model are worth.</summary>
/// <param name="Kind">One of the constants below.</param>
/// <param name="Confidence">How far they may be trusted, from 0 to 1, the mean of all calls with figures; null without any.</param>
/// <param name="Calls">Of how many calls there are figures.</param>
/// <param name="ExactCalls">Of how many of those they are exact.</param>
internal sealed record Badge(string Kind, double? Confidence, long Calls, long ExactCalls)
{
    /// <summary>All figures are the provider's, or counted with the model's own tokenizer.</summary>
    public const string Exact = "exact";

    /// <summary>Some are estimated, or counted in part by a formula.</summary>
    public const string Estimated = "estimated";

    /// <summary>Characters, words and bytes are counted, and tokens are not.</summary>
    public const string CapacityOnly = "capacity only";

    /// <summary>No call has brought any figures.</summary>
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
