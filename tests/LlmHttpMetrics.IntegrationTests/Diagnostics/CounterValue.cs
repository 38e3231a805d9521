namespace LlmHttpMetrics.IntegrationTests.Diagnostics;

/// <summary>What one row has shown so far.</summary>
/// <param name="Count">Of a histogram: its values.</param>
/// <param name="Sum">Of a counter: the increments of all intervals. Of a histogram: the sum of its values.</param>
/// <param name="Last">For a counter, the last reported value.</param>
internal sealed record CounterValue(double Count, double Sum, double Last)
{
    /// <summary>Of a histogram: the quantiles of the last interval that had values.</summary>
    public string Quantiles { get; init; } = "";

    public CounterValue Plus(CounterValue next) =>
        new(Count + next.Count, Sum + next.Sum, next.Last) { Quantiles = next.Quantiles.Length > 0 ? next.Quantiles : Quantiles };
}
