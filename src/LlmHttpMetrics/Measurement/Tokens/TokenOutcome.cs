using System.Collections.Concurrent;
using LlmHttpMetrics.Recording;
using LlmHttpMetrics.Registration;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Measurement.Tokens;

/// <summary>Publishes what has been counted of a call, or what stands in place of it, and lets its event go.</summary>
internal sealed class TokenOutcome(LlmInstruments instruments, EventQueue? events, ILogger logger)
{
    private readonly ConcurrentDictionary<(string Reason, string? Model), bool> _told = [];

    public void Counted(TokenDemand demand, in TokenCount count)
    {
        Record(demand, count);
        if (demand.IsCut)
        {
            CountFallback(demand, FallbackReasons.TextTooLong, LlmFallbacks.Estimate);
        }

        Enqueue(demand);
    }

    public void FellBack(TokenDemand demand, string reason)
    {
        var fallback = reason == FallbackReasons.UnknownModel ? demand.Settings.Fallback.OnUnknownModel : demand.Settings.Fallback.OnTokenizerFailure;
        CountFallback(demand, reason, fallback);
        if (fallback == LlmFallbacks.Estimate)
        {
            Record(demand, new TokenCount(
                TokenEstimate.Of(demand.InputAmount.Characters, demand.InputAmount.Bytes) + demand.Frame.Tokens,
                TokenEstimate.Of(demand.OutputAmount.Characters, demand.OutputAmount.Bytes),
                TokenWords.Estimated,
                Counter: null,
                TokenEstimate.Confidence));
        }
        else if (fallback == LlmFallbacks.Capacity && !demand.Plan.CountsCapacity)
        {
            CapacityRecording.Record(instruments, demand.Tags, demand.InputCapacity, demand.OutputCapacity);
            if (demand.Event is { } e)
            {
                e.Capacity = CapacityRecording.Amounts(demand.InputCapacity, demand.OutputCapacity);
            }
        }

        Enqueue(demand);
    }

    private void Record(TokenDemand demand, in TokenCount count)
    {
        Add(demand, TokenWords.Input, count.Input, count.Source);
        Add(demand, TokenWords.Output, count.Output, count.Source);
        instruments.TokenizationConfidence.Record(
            count.Confidence, new KeyValuePair<string, object?>(LlmTagNames.Tokenizer, count.Counter?.Name ?? TokenWords.Estimated));
        if (demand.Event is not { } e)
        {
            return;
        }

        e.Tokens = new LlmTokens { Input = count.Input, Output = demand.HasAnswer ? count.Output : null };
        e.TokenSource = count.Source;
        e.Tokenizer = count.Counter?.Name;
        e.TokenizerVersion = count.Counter?.Version;
        e.TokenConfidence = count.Confidence;
    }

    private void Add(TokenDemand demand, string type, long count, string source)
    {
        if (count > 0)
        {
            instruments.AddLate(demand.Tags, type, count, source);
        }
    }

    private void CountFallback(TokenDemand demand, string reason, string fallback)
    {
        instruments.MeasurementFallbacks.Add(1, new KeyValuePair<string, object?>(LlmTagNames.FallbackReason, reason));
        if (demand.Event is { } e)
        {
            e.Fallback = fallback;
            e.FallbackReason = reason;
        }

        if (demand.Settings.Fallback.LogFallbacks)
        {
            Log.FellBack(logger, _told.TryAdd((reason, demand.Model), true) ? LogLevel.Warning : LogLevel.Debug, demand.Provider, demand.Model, fallback, reason);
        }
    }

    private void Enqueue(TokenDemand demand)
    {
        if (demand.Event is { } e)
        {
            events?.Enqueue(e);
        }
    }
}
