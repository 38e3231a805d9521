using System.Diagnostics.Metrics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Vocabulary;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Telemetry;

/// <summary>
/// The metrics of the conventions v0.1. Token histograms are for answers that succeeded, counters for all; counts go by
/// modality, and what a provider does not break down is <c>unknown</c>.
/// </summary>
internal static class LatestRecording
{
    public static void Record(LatestInstruments latest, CallRecord call, in CallFigures figures, TagSet tags, string? errorType)
    {
        var durationTags = tags.StandardWith(LlmTagNames.ErrorType, errorType);
        if (call.Operation == Operations.Embeddings)
        {
            latest.EmbeddingsDuration.Publish(figures.Duration.TotalSeconds, durationTags);
            if (call.Outcome.IsSuccess)
            {
                RecordHistogram(latest.EmbeddingsInputTokens, figures.Input, tags);
            }

            return;
        }

        latest.Duration.Publish(figures.Duration.TotalSeconds, durationTags);
        if (figures.Streamed && figures.TimeToFirstToken is { } first)
        {
            latest.TimeToFirstChunk.Publish(first.TotalSeconds, tags.Standard);
        }

        if (call.Outcome.IsSuccess)
        {
            RecordHistogram(latest.OperationInputTokens, figures.Input, tags);
            RecordHistogram(latest.OperationOutputTokens, figures.Output, tags);
        }

        if (call.Response?.Facts is { } facts)
        {
            Count(latest.InputTokens, figures.Input, facts, Figure.InputText, Figure.InputAudio, Figure.InputImage, tags);
            Count(latest.OutputTokens, figures.Output, facts, Figure.OutputText, Figure.OutputAudio, Figure.OutputImage, tags);
        }

        CountUnknown(latest.CacheReadTokens, figures.Cached, tags);
        CountUnknown(latest.CacheWriteTokens, figures.CacheWrite, tags);
        CountUnknown(latest.ReasoningTokens, figures.Reasoning, tags);
    }

    private static void RecordHistogram(Histogram<int> histogram, long? tokens, TagSet tags)
    {
        if (tokens is { } value)
        {
            histogram.Publish((int)Math.Min(value, int.MaxValue), tags.Standard);
        }
    }

    private static void Count(
        Counter<long> counter, long? total, ResponseFacts facts, Figure text, Figure audio, Figure image, TagSet tags)
    {
        if (total is not { } rest)
        {
            return;
        }

        // A breakdown that exceeds the total is none: the sum over modalities has to equal it.
        var known = (facts.Sent(text) ?? 0) + (facts.Sent(audio) ?? 0) + (facts.Sent(image) ?? 0);
        if (known <= rest)
        {
            rest -= known;
            CountOne(counter, facts.Sent(text), TokenWords.Text, tags);
            CountOne(counter, facts.Sent(audio), TokenWords.Audio, tags);
            CountOne(counter, facts.Sent(image), TokenWords.Image, tags);
        }

        if (rest > 0 || known == 0)
        {
            counter.Publish(rest, tags.StandardWith(LlmTagNames.TokenModality, TokenWords.UnknownModality));
        }
    }

    private static void CountUnknown(Counter<long> counter, long? tokens, TagSet tags) =>
        CountOne(counter, tokens, TokenWords.UnknownModality, tags);

    private static void CountOne(Counter<long> counter, long? tokens, string modality, TagSet tags)
    {
        if (tokens is > 0 and var value)
        {
            counter.Publish(value, tags.StandardWith(LlmTagNames.TokenModality, modality));
        }
    }
}
