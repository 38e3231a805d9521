namespace LlmHttpMetrics.Calls;

/// <summary>The outcomes as places of an array.</summary>
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

    /// <summary>The call came to the end that the provider gave it.</summary>
    public static bool IsSuccess(int place) => place < Error;

    /// <summary>The caller did not end it himself, so that it says something of its provider.</summary>
    public static bool IsJudged(int place) => place < Cancelled;
}
