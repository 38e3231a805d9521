using System.Diagnostics;
using System.Diagnostics.Metrics;
using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Telemetry;

/// <summary>
/// The meter for dotnet-counters, which shows at most ten series of histograms: counters by provider and model, and histograms of eight series,
/// however many models there are. Histograms therefore have no model tag, and only the duration is split, by one of five operations.
/// </summary>
internal sealed class LiteMetrics(Meter meter) : ICallConsumer
{
    private readonly Counter<long> _requests = meter.CreateCounter<long>(LlmInstrumentNames.LiteRequests, "{request}", "Calls.");
    private readonly Counter<long> _errors =
        meter.CreateCounter<long>(LlmInstrumentNames.LiteErrors, "{request}", "Calls that ended in error, timeout or broken.");

    private readonly Counter<long> _input = meter.CreateCounter<long>(LlmInstrumentNames.LiteInputTokens, "{token}", "Input tokens, cached ones included.");
    private readonly Counter<long> _output = meter.CreateCounter<long>(LlmInstrumentNames.LiteOutputTokens, "{token}", "Output tokens, reasoning included.");
    private readonly Histogram<double> _duration = meter.CreateSeconds(LlmInstrumentNames.LiteDuration, "From sending the request until the body ended.");

    private readonly Histogram<double> _firstToken =
        meter.CreateSeconds(LlmInstrumentNames.LiteTimeToFirstToken, "Until the first content of a stream, of any kind.");

    private readonly Histogram<double> _perToken =
        meter.CreateSeconds(LlmInstrumentNames.LiteTimePerOutputToken, "Mean time between the output tokens of a stream.");

    private readonly Histogram<double> _longestStall = meter.CreateSeconds(
        LlmInstrumentNames.LiteLongestStall, "The longest time that a single read of a stream was pending after the first token.");

    public bool IsEnabled => _requests.Enabled || _errors.Enabled || _input.Enabled || _output.Enabled || _duration.Enabled
        || _firstToken.Enabled || _perToken.Enabled || _longestStall.Enabled;

    public void Completed(in CompletedCall call)
    {
        if (!IsEnabled)
        {
            return;
        }

        ref readonly var figures = ref call.Figures;
        var own = call.Record.Tags.Own;
        var tags = Tags(own);
        _requests.Publish(1, tags);
        CountTokens(own, figures.Input, figures.Output);
        _duration.Publish(figures.Duration.TotalSeconds, [new(LlmTagNames.OperationName, Operation(call.Record.Operation))]);
        if (figures.TimeToFirstToken is { } first)
        {
            _firstToken.Publish(first.TotalSeconds, []);
            _longestStall.Publish(figures.LongestStall.TotalSeconds, []);
        }

        if (figures.TimePerOutputToken is { } perToken)
        {
            _perToken.Publish(perToken.TotalSeconds, []);
        }

        if (call.Record.Outcome.Word is LlmOutcomes.Error or LlmOutcomes.Timeout or LlmOutcomes.Broken)
        {
            tags.Add(LlmTagNames.Outcome, call.Record.Outcome.Word);
            _errors.Publish(1, tags);
        }
    }

    /// <summary>Usage that the provider sends later is counted; local counts are not, since these counters have no source tag.</summary>
    public void Amended(CallAmendment amendment)
    {
        if (amendment.Tokens is { Source: TokenWords.FromProvider } tokens)
        {
            CountTokens(amendment.Call.Tags, tokens.Input, tokens.Output);
        }
    }

    private void CountTokens(ReadOnlySpan<KeyValuePair<string, object?>> own, long? input, long? output)
    {
        if (input is { } sent)
        {
            _input.Publish(sent, Tags(own));
        }

        if (output is { } received)
        {
            _output.Publish(received, Tags(own));
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
