using LlmHttpMetrics.Calls.Anomalies;
using LlmHttpMetrics.Counting.Learning;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>Makes of a count what the provider would report, and learns from what it does report.</summary>
internal sealed class Estimator(LearnedCounts learned)
{
    /// <summary>What a message costs besides its text where the frame is not known: what OpenAI's cost, and others near it. The rest is learned.</summary>
    private const int PerText = 4;

    /// <summary>The count by another's vocabulary, corrected.</summary>
    public TokenCount Estimate(TokenDemand demand, in TokenCount count)
    {
        var name = Name(demand, count);
        var (input, inputConfidence) = learned.Estimate(name, isInput: true, demand.InputShape, Framed(demand, count.Input));
        var (output, outputConfidence) = learned.Estimate(name, isInput: false, demand.OutputShape, count.Output);
        return count with
        {
            Input = input,
            Output = output,
            Source = TokenWords.Estimated,
            Confidence = Together(input, inputConfidence, output, outputConfidence),
            Method = CountMethod.Estimate,
        };
    }

    /// <summary>The count by the model's own vocabulary, as its calls have shown what comes to it.</summary>
    public TokenCount Correct(TokenDemand demand, in TokenCount count)
    {
        var name = Name(demand, count);
        var (input, inputConfidence, guessesInput) = learned.Correct(name, isInput: true, demand.InputShape, count.Input, count.Confidence);
        var (output, outputConfidence, guessesOutput) = learned.Correct(name, isInput: false, demand.OutputShape, count.Output, count.Confidence);
        var isGuess = guessesInput || guessesOutput;
        var method = isGuess ? CountMethod.Estimate : (input, output) != (count.Input, count.Output) && count.Method == CountMethod.Exact ? CountMethod.Formula : count.Method;
        return count with
        {
            Input = input,
            Output = output,
            Method = method,
            Source = isGuess ? TokenWords.Estimated : count.Source,
            Confidence = Together(input, inputConfidence, output, outputConfidence),
        };
    }

    /// <summary>Learns from a call, and tells what it would have said of it.</summary>
    public TokenCount Learn(TokenDemand demand, in ReportedTokens reported, in TokenCount count, bool isExact)
    {
        var name = Name(demand, count);
        var ours = isExact ? Correct(demand, count) : Estimate(demand, count);
        var input = isExact ? count.Input : Framed(demand, count.Input);
        if (input > 0 && reported.Input is > 0 and var reportedInput)
        {
            learned.Learn(name, isInput: true, demand.InputShape, new(input, reportedInput), isExact);
        }

        var showsReasoning = demand.OutputShape.HasFlag(CallShape.Reasoning);
        var visible = reported.Visible(showsReasoning);
        if (count.Output > 0 && visible is > 0 and var reportedOutput)
        {
            learned.Learn(name, isInput: false, demand.OutputShape, new(count.Output, reportedOutput), isExact);
        }

        return ours with { Anomalies = ours.Anomalies | Differences(demand, reported, ours) };
    }

    /// <summary>Text alone should be met; what tools, images and reasoning cost is another matter.</summary>
    private static Anomaly Differences(TokenDemand demand, in ReportedTokens reported, in TokenCount ours) =>
        (demand.InputShape == CallShape.Plain ? AnomalyChecks.Difference(ours.Input, reported.Input, ours.Confidence) : Anomaly.None)
        | (demand.OutputShape == CallShape.Plain && reported.Reasoning == 0 ? AnomalyChecks.Difference(ours.Output, reported.Output, ours.Confidence) : Anomaly.None);

    private static LearnedName Name(TokenDemand demand, in TokenCount count) => new(demand.Provider, demand.Model ?? "", count.Counter!.Name);

    private static long Framed(TokenDemand demand, long input) =>
        input > 0 && demand.Frame.Tokens == 0 ? input + (PerText * (demand.Input?.Pieces ?? 0)) : input;

    private static double Together(long input, double inputConfidence, long output, double outputConfidence) =>
        input + output > 0 ? inputConfidence + ((outputConfidence - inputConfidence) * output / (input + output)) : Math.Min(inputConfidence, outputConfidence);
}
