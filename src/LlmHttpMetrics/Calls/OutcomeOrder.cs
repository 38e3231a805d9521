namespace LlmHttpMetrics.Calls;

/// <summary>The outcomes as indexes of an array.</summary>
internal static class OutcomeOrder
{
    public static readonly string[] Words =
    [
        LlmOutcomes.Completed, LlmOutcomes.Length, LlmOutcomes.ContentFilter, LlmOutcomes.Error, LlmOutcomes.Timeout, LlmOutcomes.Broken,
        LlmOutcomes.Cancelled, LlmOutcomes.Abandoned,
    ];

    private const int Error = 3;
    private const int Cancelled = 6;

    public static int PlaceOf(string outcome) => Array.IndexOf(Words, outcome);

    /// <summary>Whether the call ended as the provider intended.</summary>
    public static bool IsSuccess(int place) => place < Error;

    /// <summary>Whether the outcome says something about the provider, because the call was not ended by its caller.</summary>
    public static bool IsJudged(int place) => place < Cancelled;
}
