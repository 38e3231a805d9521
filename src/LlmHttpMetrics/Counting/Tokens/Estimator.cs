using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Calls.Anomalies;
using LlmHttpMetrics.Counting.Learning;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>Estimates from a count what the provider would report, and learns from what it does report.</summary>
internal sealed class Estimator(LearnedCounts learned, LearnedStore store)
{
    /// <summary>The tokens of a message besides its text if the frame is not known: those of OpenAI, and similar for others. The rest is learned.</summary>
    private const int PerText = 4;

    /// <summary>Saves what was learned, if the options say where.</summary>
    public void Save() => store.Save();

    /// <summary>Corrects a count by another model's vocabulary.</summary>
    public TokenCount Estimate(PendingCount pending, in TokenCount count)
    {
        var name = Name(pending, count);
        var (input, inputConfidence) = learned.Estimate(name, isInput: true, pending.InputShape, Framed(pending, count.Input));
        var (output, outputConfidence) = learned.Estimate(name, isInput: false, pending.OutputShape, count.Output);
        return count with
        {
            Input = input,
            Output = output,
            Source = TokenWords.Estimated,
            Confidence = Together(input, inputConfidence, output, outputConfidence),
            Method = CountMethod.Estimate,
        };
    }

    /// <summary>Corrects a count by the model's own vocabulary, by what its calls have shown to be added.</summary>
    public TokenCount Correct(PendingCount pending, in TokenCount count)
    {
        var name = Name(pending, count);
        var (input, inputConfidence, guessesInput) = learned.Correct(name, isInput: true, pending.InputShape, count.Input, count.Confidence);
        var (output, outputConfidence, guessesOutput) = learned.Correct(name, isInput: false, pending.OutputShape, count.Output, count.Confidence);
        var isGuess = guessesInput || guessesOutput;
        var method = isGuess ? CountMethod.Estimate
            : (input, output) != (count.Input, count.Output) && count.Method == CountMethod.Exact ? CountMethod.Formula
            : count.Method;
        return count with
        {
            Input = input,
            Output = output,
            Method = method,
            Source = isGuess ? TokenWords.Estimated : count.Source,
            Confidence = Together(input, inputConfidence, output, outputConfidence),
        };
    }

    /// <summary>Learns from a call, and returns the estimate made before.</summary>
    public TokenCount Learn(PendingCount pending, in ReportedTokens reported, in TokenCount count, bool isExact)
    {
        var name = Name(pending, count);
        var ours = isExact ? Correct(pending, count) : Estimate(pending, count);
        var input = isExact ? count.Input : Framed(pending, count.Input);
        if (input > 0 && reported.Input is > 0 and var reportedInput)
        {
            learned.Learn(name, isInput: true, pending.InputShape, new(input, reportedInput), isExact);
        }

        var showsReasoning = pending.OutputShape.HasFlag(CallShape.Reasoning);
        var visible = reported.Visible(showsReasoning);
        if (count.Output > 0 && visible is > 0 and var reportedOutput)
        {
            learned.Learn(name, isInput: false, pending.OutputShape, new(count.Output, reportedOutput), isExact);
        }

        return ours with { Anomalies = ours.Anomalies | Differences(pending, reported, ours) };
    }

    /// <summary>Only plain text is expected to match; tools, images and reasoning are not.</summary>
    private static Anomaly Differences(PendingCount pending, in ReportedTokens reported, in TokenCount ours) =>
        (pending.InputShape == CallShape.Plain ? AnomalyChecks.Difference(ours.Input, reported.Input, ours.Confidence) : Anomaly.None)
        | (pending.OutputShape == CallShape.Plain && reported.Reasoning == 0
            ? AnomalyChecks.Difference(ours.Output, reported.Output, ours.Confidence)
            : Anomaly.None);

    private static LearnedName Name(PendingCount pending, in TokenCount count) => new(pending.Provider, pending.Model ?? "", count.Counter!.Name);

    private static long Framed(PendingCount pending, long input) =>
        input > 0 && pending.Frame.Tokens == 0 ? input + (PerText * (pending.Input?.Pieces ?? 0)) : input;

    private static double Together(long input, double inputConfidence, long output, double outputConfidence) =>
        input + output > 0 ? inputConfidence + ((outputConfidence - inputConfidence) * output / (input + output)) : Math.Min(inputConfidence, outputConfidence);
}
