using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting.Tokens;

namespace LlmHttpMetrics.Counting.Comparison;

/// <summary>Adds calls with reported usage to the measurement report.</summary>
internal static class ReportedCalls
{
    /// <summary>Adds the tokens that the provider reported for a call, and those that we would have reported.</summary>
    /// <param name="report">The report.</param>
    /// <param name="count">The call.</param>
    /// <param name="reported">The provider's figures.</param>
    /// <param name="ours">Ours.</param>
    /// <param name="counts">What each tokenizer counted.</param>
    public static void Add(
        LlmMeasurementReport report, PendingCount count, in ReportedTokens reported, in TokenCount ours, (string Name, TokenCount Count)[] counts)
    {
        if (ours.Input > 0 && reported.Input is > 0 and var input)
        {
            report.Add(count.Provider, count.Model ?? "", isInput: true, new(
                input,
                ours.Input,
                ours.Source,
                ours.Counter!.Name,
                count.InputAmount.Characters,
                [.. counts.Select(count => (count.Name, count.Count.Input))]));
        }

        if (ours.Output > 0 && reported.Visible(count.OutputShape.HasFlag(CallShape.Reasoning)) is > 0 and var output)
        {
            report.Add(count.Provider, count.Model ?? "", isInput: false, new(
                output,
                ours.Output,
                ours.Source,
                ours.Counter!.Name,
                count.OutputAmount.Characters,
                [.. counts.Select(count => (count.Name, count.Count.Output))]));
        }
    }
}
