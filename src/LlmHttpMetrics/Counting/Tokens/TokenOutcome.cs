using System.Collections.Concurrent;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Calls.Anomalies;
using LlmHttpMetrics.Events;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>Publishes what has been counted of a call, or what stands in place of it, and lets its event go.</summary>
internal sealed class TokenOutcome(LlmInstruments instruments, EventQueue? events, ILogger logger)
{
    /// <summary>The provider's own count, which Anthropic asks to be taken for an estimate: https://docs.anthropic.com/en/docs/build-with-claude/token-counting.</summary>
    private const double CountApiConfidence = 0.95;

    private readonly ConcurrentDictionary<(string Reason, string? Model), bool> _told = [];

    public void Counted(TokenDemand demand, in TokenCount count)
    {
        using RecordedCall recorded = new(demand.Call);
        Record(demand, count);
        Flag(demand, count.Anomalies);
        if (demand.IsCut)
        {
            CountFallback(demand, FallbackReasons.TextTooLong, LlmFallbacks.Estimate);
        }
    }

    /// <summary>The provider has counted the request. Nobody counts the answer so: it is estimated, and said to be.</summary>
    public void CountedByProvider(TokenDemand demand, long input)
    {
        using RecordedCall recorded = new(demand.Call);
        var estimate = demand.Estimate ?? Guess(demand);
        Record(demand, new TokenCount(input, estimate.Output, TokenWords.FromCountApi, Counter: null, CountMethod.Estimate, CountApiConfidence)
        {
            OfOutput = (TokenWords.Estimated, estimate.Confidence),
        });
    }

    /// <summary>Our figures stand beside the provider's on the event, and nowhere else.</summary>
    public void Compared(TokenDemand demand, in TokenCount count)
    {
        using RecordedCall recorded = new(demand.Call);
        if (demand.Event is { } e)
        {
            e.LocalTokens = new LlmTokens { Input = count.Input, Output = demand.HasAnswer ? count.Output : null };
            SetTokenizer(e, count);
        }

        Flag(demand, count.Anomalies);
    }

    public void FellBack(TokenDemand demand, string reason)
    {
        using RecordedCall recorded = new(demand.Call);
        var fallback = reason is FallbackReasons.TokenizerFailed or FallbackReasons.Timeout or FallbackReasons.QueueFull
            ? demand.Settings.Fallback.OnTokenizerFailure
            : demand.Settings.Fallback.OnUnknownModel;
        CountFallback(demand, reason, fallback);
        if (fallback == LlmFallbacks.Estimate)
        {
            var count = demand.Estimate ?? Guess(demand);
            Record(demand, count);
            Flag(demand, count.Anomalies);
        }
        else
        {
            CostRecording.RecordCounted(instruments, demand, count: null);
            if (fallback == LlmFallbacks.Capacity && !demand.Plan.CountsCapacity)
            {
                demand.Statistics.AddCapacity(demand.InputCapacity, demand.OutputCapacity);
                CapacityRecording.Record(instruments, demand.Tags, demand.InputCapacity, demand.OutputCapacity);
                if (demand.Event is { } e)
                {
                    e.Capacity = CapacityRecording.Amounts(demand.InputCapacity, demand.OutputCapacity);
                }
            }
        }
    }

    /// <summary>Lets the event go, whatever has become of the figures.</summary>
    public void Send(TokenDemand demand)
    {
        if (demand.Event is { } e)
        {
            e.Decisions = e.Decisions is null ? null : demand.Decisions!.Told;
            events?.Enqueue(e);
        }
    }

    public void WriteDecisions(TokenDemand demand) => demand.Decisions?.WriteTo(logger);

    /// <summary>By the amount of text, which could not be read.</summary>
    private static TokenCount Guess(TokenDemand demand) => new(
        TokenEstimate.Of(demand.InputAmount.Characters, demand.InputAmount.Bytes) + demand.Frame.Tokens,
        TokenEstimate.Of(demand.OutputAmount.Characters, demand.OutputAmount.Bytes),
        TokenWords.Estimated,
        Counter: null,
        CountMethod.Estimate,
        TokenEstimate.Confidence);

    /// <summary>Event and statistics come first: they are there though a listener to the meter throws.</summary>
    private void Record(TokenDemand demand, in TokenCount count)
    {
        if (demand.Event is { } e)
        {
            e.Tokens = new LlmTokens { Input = count.Input, Output = demand.HasAnswer ? count.Output : null };
            e.TokenSource = count.Source;
            SetTokenizer(e, count);
        }

        demand.Decisions?.Counted(count);
        demand.Statistics.AddTokens(new(count.Input, demand.HasAnswer ? count.Output : null)
        {
            Origin = new(count.Source, count.Confidence, count.Source == TokenWords.FromTokenizer && count.Method == CountMethod.Exact),
            OfOutput = count.OfOutput is { } output ? new(output.Source, output.Confidence, IsExact: false) : null,
        });
        CostRecording.RecordCounted(instruments, demand, count);
        Add(demand, TokenWords.Input, count.Input, count.Source);
        Add(demand, TokenWords.Output, count.Output, count.OfOutput?.Source ?? count.Source);
        RecordConfidence(count.Confidence, count.Source == TokenWords.FromTokenizer ? count.Counter!.Name : count.Source);
        if (count is { OfOutput: { } ofOutput, Output: > 0 })
        {
            RecordConfidence(ofOutput.Confidence, ofOutput.Source);
        }
    }

    private static void SetTokenizer(LlmEvent e, in TokenCount count)
    {
        e.Tokenizer = count.Counter?.Name;
        e.TokenizerVersion = count.Counter?.Version;
        e.TokenMethod = TokenWords.Method(count.Method);
        e.TokenConfidence = count.Confidence;
        e.OutputTokenSource = count.OfOutput?.Source;
        e.OutputTokenConfidence = count.OfOutput?.Confidence;
    }

    private void RecordConfidence(double confidence, string tokenizer) =>
        instruments.TokenizationConfidence.Record(confidence, new KeyValuePair<string, object?>(LlmTagNames.Tokenizer, tokenizer));

    private void Flag(TokenDemand demand, Anomaly found)
    {
        if (demand.Event is { } e)
        {
            e.Anomalies = AnomalyNames.Of(demand.Anomalies | found);
        }

        AnomalyRecording.Count(instruments, found & ~demand.Anomalies);
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
        // First what no listener to the meter can prevent.
        if (demand.Event is { } e)
        {
            e.Fallback = fallback;
            e.FallbackReason = reason;
        }

        demand.Decisions?.FellBack(fallback, reason);
        demand.Statistics.AddFallback(reason);
        instruments.MeasurementFallbacks.Add(1, new KeyValuePair<string, object?>(LlmTagNames.FallbackReason, reason));
        if (demand.Settings.Fallback.LogFallbacks)
        {
            Log.FellBack(logger, _told.TryAdd((reason, demand.Model), true) ? LogLevel.Warning : LogLevel.Debug, demand.Provider, demand.Model, fallback, reason);
        }
    }
}
