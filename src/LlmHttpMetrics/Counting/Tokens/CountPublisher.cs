using System.Collections.Concurrent;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Calls.Anomalies;
using LlmHttpMetrics.Text;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>Creates amendments from the counts of a call, or from what is reported instead of a count.</summary>
internal sealed class CountPublisher(ILogger logger)
{
    /// <summary>
    /// The confidence of the provider's own count, which Anthropic describes as an estimate:
    /// https://docs.anthropic.com/en/docs/build-with-claude/token-counting.
    /// </summary>
    private const double CountApiConfidence = 0.95;

    private readonly ConcurrentDictionary<(string Reason, string? Model), bool> _logged = [];

    public void Counted(PendingCount pending, in TokenCount count)
    {
        Publish(pending, count);
        if (pending.IsCut)
        {
            FallBack(pending, FallbackReasons.TextTooLong, LlmFallbacks.Estimate);
        }
    }

    /// <summary>Publishes the provider's count of the request. No endpoint counts the answer, which is estimated and marked as an estimate.</summary>
    public static void CountedByProvider(PendingCount pending, long input)
    {
        var estimate = pending.Estimate ?? Guess(pending);
        Publish(pending, new TokenCount(input, estimate.Output, TokenWords.FromCountApi, Counter: null, CountMethod.Estimate, CountApiConfidence)
        {
            OfOutput = (TokenWords.Estimated, estimate.Confidence),
        });
    }

    /// <summary>Publishes our figures next to the provider's, on the event only.</summary>
    public static void Compared(PendingCount pending, in TokenCount count) => pending.Call.Amend(new CallAmendment(pending.Call)
    {
        Comparison = TokensOf(pending, count),
        Anomalies = count.Anomalies & ~pending.Anomalies,
    });

    public void FellBack(PendingCount pending, string reason)
    {
        var options = pending.Settings.Fallback;
        var fallback = reason is FallbackReasons.TokenizerFailed or FallbackReasons.Timeout or FallbackReasons.QueueFull
            ? options.OnTokenizerFailure
            : options.OnUnknownModel;
        FallBack(pending, reason, fallback);
        if (fallback == LlmFallbacks.Estimate)
        {
            Publish(pending, pending.Estimate ?? Guess(pending));
            return;
        }

        Publish(
            pending,
            tokens: null,
            capacity: fallback == LlmFallbacks.Capacity && !pending.Plan.CountsCapacity ? (pending.InputCapacity, pending.OutputCapacity) : null);
    }

    /// <summary>A guess from the amount of text, which could not be read.</summary>
    private static TokenCount Guess(PendingCount pending) => new(
        TokenEstimate.Of(pending.InputAmount.Characters, pending.InputAmount.Bytes) + pending.Frame.Tokens,
        TokenEstimate.Of(pending.OutputAmount.Characters, pending.OutputAmount.Bytes),
        TokenWords.Estimated,
        Counter: null,
        CountMethod.Estimate,
        TokenEstimate.Confidence);

    private static LateTokens TokensOf(PendingCount pending, in TokenCount count) => new()
    {
        Input = count.Input,
        Output = pending.HasAnswer ? count.Output : null,
        Source = count.Source,
        Confidence = count.Confidence,
        OutputSource = count.OfOutput?.Source,
        OutputConfidence = count.OfOutput?.Confidence,
        Tokenizer = count.Counter?.Name,
        TokenizerVersion = count.Counter?.Version,
        Method = count.Method,
    };

    private static void Publish(PendingCount pending, in TokenCount count) =>
        Publish(pending, TokensOf(pending, count), count.Anomalies & ~pending.Anomalies);

    private static void Publish(
        PendingCount pending, LateTokens? tokens, Anomaly anomalies = Anomaly.None, (CapacityCounts Input, CapacityCounts Output)? capacity = null)
    {
        var (cost, usage, isPriceMissing) = pending.Call.NeedsCost ? CallPricing.Counted(pending.Call.Priced, tokens) : default;
        pending.Call.Amend(new CallAmendment(pending.Call)
        {
            Tokens = tokens,
            Cost = cost,
            Usage = usage,
            IsPriceMissing = isPriceMissing,
            Capacity = capacity,
            Anomalies = anomalies,
        });
    }

    private void FallBack(PendingCount pending, string reason, string fallback)
    {
        pending.Call.Amend(new CallAmendment(pending.Call) { Fallback = fallback, FallbackReason = reason });
        if (pending.Settings.Fallback.LogFallbacks)
        {
            var level = _logged.TryAdd((reason, pending.Model), true) ? LogLevel.Warning : LogLevel.Debug;
            Log.FellBack(logger, level, pending.Provider, pending.Model, fallback, reason);
        }
    }
}
