using System.Diagnostics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Telemetry;

/// <summary>
/// Records a call on the meter for dotnet-counters, which shows ten series of histograms and no more.
/// So no model stands on a histogram, and the duration alone is told apart, by one of five operations.
/// </summary>
internal static class LiteRecording
{
    public static void Record(LiteInstruments lite, CallRecord call, in CallFigures figures)
    {
        if (!lite.IsEnabled)
        {
            return;
        }

        var tags = Tags(call.Tags.Own);
        lite.Requests.Publish(1, tags);
        RecordTokens(lite, call.Tags.Own, figures.Input, figures.Output);
        lite.Duration.Publish(figures.Duration.TotalSeconds, [new(LlmTagNames.OperationName, Operation(call.Operation))]);
        if (figures.TimeToFirstToken is { } first)
        {
            lite.TimeToFirstToken.Publish(first.TotalSeconds, []);
            lite.LongestStall.Publish(figures.LongestStall.TotalSeconds, []);
        }

        if (figures.TimePerOutputToken is { } perToken)
        {
            lite.TimePerOutputToken.Publish(perToken.TotalSeconds, []);
        }

        if (call.Outcome.Word is LlmOutcomes.Error or LlmOutcomes.Timeout or LlmOutcomes.Broken)
        {
            tags.Add(LlmTagNames.Outcome, call.Outcome.Word);
            lite.Errors.Publish(1, tags);
        }
    }

    /// <summary>Tokens of a call, known when it ended or told later.</summary>
    /// <param name="lite">The instruments.</param>
    /// <param name="own">The call's tags on our own instruments.</param>
    /// <param name="input">The input, where it is known.</param>
    /// <param name="output">The output, where it is known.</param>
    public static void RecordTokens(LiteInstruments lite, ReadOnlySpan<KeyValuePair<string, object?>> own, long? input, long? output)
    {
        if (input is { } sent)
        {
            lite.InputTokens.Publish(sent, Tags(own));
        }

        if (output is { } received)
        {
            lite.OutputTokens.Publish(received, Tags(own));
        }
    }

    private static TagList Tags(ReadOnlySpan<KeyValuePair<string, object?>> own)
    {
        TagList tags = default;
        foreach (var tag in own)
        {
            if (tag.Key is LlmTagNames.ProviderName or LlmTagNames.RequestModel)
            {
                tags.Add(tag);
            }
        }

        return tags;
    }

    private static string Operation(string name) =>
        name is Operations.Chat or Operations.GenerateContent or Operations.TextCompletion or Operations.Embeddings ? name : TagValues.Other;
}
