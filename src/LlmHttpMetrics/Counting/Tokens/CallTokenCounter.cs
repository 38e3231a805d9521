using LlmHttpMetrics.Counting.Comparison;
using LlmHttpMetrics.Counting.Learning;
using LlmHttpMetrics.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>
/// Counts the tokens of one call after another, and learns from those that providers reported. A tokenizer that throws or stalls only loses its
/// count.
/// </summary>
internal sealed class CallTokenCounter(
    Tokenizers tokenizers,
    TextCounter counter,
    Estimator estimator,
    LlmMeasurementReport? report,
    OpenCounts open,
    ProviderCounts provider,
    TimeProvider time,
    ILogger logger)
{
    private ITokenCounter? _asked;
    private long _askedSince;

    /// <summary>Selects the calls with usage that are counted in order to learn from them.</summary>
    public SamplePlan Samples { get; } = new();

    /// <summary>For how long the last tokenizer that was asked has been counting, or since when it has been ready.</summary>
    public TimeSpan AskedFor => time.Since(Volatile.Read(ref _askedSince));

    /// <summary>Stops using the tokenizer that is counting; null if none is, or it is not used any more.</summary>
    public ITokenCounter? StopUsingAsked() => Volatile.Read(ref _asked) is { } asked && tokenizers.TryStopUsing(asked) ? asked : null;

    public void Count(PendingCount pending)
    {
        try
        {
            if (pending.IsCompleted)
            {
                pending.ReleaseBody();
                return;
            }

            var own = tokenizers.Find(pending);
            if (pending.Reported is { } reported)
            {
                Compare(pending, reported, own);
            }
            else if (own is not null)
            {
                var count = estimator.Correct(pending, Ask(own, pending));
                pending.ReleaseBody();
                open.Counted(pending, count);
            }
            else
            {
                HandleWithoutTokenizer(pending, pending.Tokenizer is null ? FallbackReasons.UnknownModel : FallbackReasons.UnknownTokenizer);
            }
        }
        catch (Exception e)
        {
            Volatile.Write(ref _asked, null);
            Log.TokenizerFailed(logger, pending.Model, e.GetType().Name);
            provider.Ask(pending, FallbackReasons.TokenizerFailed);
        }
        finally
        {
            pending.Release();
        }
    }

    /// <summary>Handles a call without a tokenizer: the provider may count it, otherwise the fallback is used.</summary>
    private void HandleWithoutTokenizer(PendingCount pending, string reason)
    {
        if (pending is { Input: not null } or { Output: not null }
            && (pending.Endpoint is not null || pending.Settings.Fallback.OnUnknownModel == LlmFallbacks.Estimate))
        {
            pending.Estimate = estimator.Estimate(pending, Ask(tokenizers.Basis(), pending));
        }

        provider.Ask(pending, reason);
    }

    private TokenCount Ask(ITokenCounter tokenizer, PendingCount pending)
    {
        Volatile.Write(ref _askedSince, time.GetTimestamp());
        Volatile.Write(ref _asked, tokenizer);
        var count = counter.Count(tokenizer, pending);
        Volatile.Write(ref _asked, null);
        return count;
    }

    /// <summary>Learns from a call whose provider reported its tokens.</summary>
    private void Compare(PendingCount pending, in ReportedTokens reported, ITokenCounter? own)
    {
        var isForReport = report is not null && pending.Plan.CountsCapacity;
        if (own is not null && pending.Settings.Learning.Enabled != true && !isForReport)
        {
            Samples.MarkExact(pending.Provider, pending.Model ?? "");
            open.FallBack(pending, FallbackReasons.UnknownModel);
            return;
        }

        var tokenizer = own ?? tokenizers.Basis();
        var count = Ask(tokenizer, pending);
        var ours = estimator.Learn(pending, reported, count, isExact: own is not null);
        if (report is not null)
        {
            var others = tokenizers.Others(tokenizer).Select(other => (other.Name, Ask(other.Counter, pending)));
            ReportedCalls.Add(report, pending, reported, ours, [(tokenizer.Name, count), .. others]);
        }

        open.Compared(pending, ours);
    }
}
