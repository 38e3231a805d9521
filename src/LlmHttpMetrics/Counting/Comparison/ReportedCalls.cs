using LlmHttpMetrics.Counting.Learning;
using LlmHttpMetrics.Counting.Tokens;

namespace LlmHttpMetrics.Counting.Comparison;

/// <summary>Brings calls with reported usage into the report that compares.</summary>
internal static class ReportedCalls
{
    /// <summary>Tells what the provider reported of a call, and what we would have said of it.</summary>
    /// <param name="report">Who is told.</param>
    /// <param name="demand">The call.</param>
    /// <param name="reported">The provider's figures.</param>
    /// <param name="ours">Ours.</param>
    /// <param name="counts">What each tokenizer counted.</param>
    public static void Tell(LlmMeasurementReport report, TokenDemand demand, in ReportedTokens reported, in TokenCount ours, (string Name, TokenCount Count)[] counts)
    {
        if (ours.Input > 0 && reported.Input is > 0 and var input)
        {
            report.Add(demand.Provider, demand.Model ?? "", isInput: true, new(
                input, ours.Input, ours.Source, ours.Counter!.Name, demand.InputAmount.Characters, [.. counts.Select(count => (count.Name, count.Count.Input))]));
        }

        if (ours.Output > 0 && reported.Visible(demand.OutputShape.HasFlag(CallShape.Reasoning)) is > 0 and var output)
        {
            report.Add(demand.Provider, demand.Model ?? "", isInput: false, new(
                output, ours.Output, ours.Source, ours.Counter!.Name, demand.OutputAmount.Characters, [.. counts.Select(count => (count.Name, count.Count.Output))]));
        }
    }
}
