using System.Collections.Concurrent;
using System.Threading.Channels;
using LlmHttpMetrics.Counting.Comparison;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Counting.Learning;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>
/// Counts tokens that providers did not report, in the background: one call at a time, each within its time limit. Some of the calls with reported
/// tokens are counted as well, in order to learn from them. A tokenizer that throws or stalls only loses its count; one that stalls is not used
/// again.
/// </summary>
internal sealed class TokenCountQueue : IPendingWork, IAsyncDisposable
{
    /// <summary>The maximum number of calls that can wait; each holds text up to its limit.</summary>
    private const int Capacity = 256;

    /// <summary>Comparisons are optional: none are made while this many calls are waiting.</summary>
    private const int MaxWaitingForComparisons = Capacity / 2;

    /// <summary>The tokenizer that estimates are based on, if it is registered.</summary>
    private const string EstimateBasis = "o200k_base";

    private readonly ITokenCounterSource[] _sources;
    private readonly FaultCounter _faults;
    private readonly LlmMeasurementReport? _report;
    private readonly CountPublisher _publisher;
    private readonly TextCounter _counter;
    private readonly Estimator _estimator;
    private readonly LearnedStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<PendingCount> _waiting = Channel.CreateBounded<PendingCount>(Capacity);
    private readonly BackgroundWork _background;
    private readonly ConcurrentDictionary<PendingCount, bool> _open = [];
    private readonly ConcurrentDictionary<ITokenCounter, bool> _stalled = [];
    private PendingCount? _running;
    private ITokenCounter? _asked;
    private long _askedSince;
    private int _pump;
    private int _started;

    public TokenCountQueue(
        ITokenCounterSource[] sources,
        CountCache cache,
        LlmLearningOptions learning,
        LlmMeasurementReport? report,
        CountingInstruments instruments,
        FaultCounter faults,
        TimeProvider time,
        ILogger logger)
    {
        _sources = sources;
        _faults = faults;
        _report = report;
        _publisher = new CountPublisher(logger);
        _counter = new TextCounter(cache, instruments, time);
        LearnedCounts learned = new(learning.MaxModels);
        _estimator = new Estimator(learned);
        _store = new LearnedStore(learning.Path, learned, faults, logger);
        _time = time;
        _logger = logger;
        _background = new BackgroundWork(() => faults.Failed(Stages.Recording));
    }

    /// <summary>Selects the calls with usage that are counted in order to learn from them.</summary>
    public SamplePlan Samples { get; } = new();

    /// <summary>Whether there are tokenizers.</summary>
    public bool IsActive => _sources.Length > 0;

    /// <summary>Whether there is a measurement report.</summary>
    public bool Compares => _report is not null;

    /// <summary>Counts now or in the background, depending on the options; the event of the call is published after its count.</summary>
    public void Measure(PendingCount pending)
    {
        if (!pending.Settings.Performance.AsyncTokenization && pending.Reported is null)
        {
            Count(pending);
            return;
        }

        Start();
        _open.TryAdd(pending, true);
        _background.Guard(() => pending.Timer = _background.Timer(_time, () => Expire(pending), TimeLimit(pending), Timeout.InfiniteTimeSpan));
        if ((pending.Reported is not null && _waiting.Reader.Count >= MaxWaitingForComparisons) || !_waiting.Writer.TryWrite(pending))
        {
            FallBack(pending, FallbackReasons.QueueFull);
            pending.Release();
            pending.ReleaseBody();
        }
    }

    /// <summary>Waits until every call that ended before has its count or its fallback.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_open.Keys.Select(pending => pending.Completion)).WaitAsync(cancellationToken).ConfigureAwait(false);
        _store.Save();
    }

    public async ValueTask DisposeAsync()
    {
        await FlushAsync(CancellationToken.None).ConfigureAwait(false);
        _waiting.Writer.TryComplete();
    }

    private void Start()
    {
        if (Volatile.Read(ref _started) == 0 && Interlocked.Exchange(ref _started, 1) == 0)
        {
            StartPump();
        }
    }

    private void StartPump()
    {
        var number = Interlocked.Increment(ref _pump);
        _background.Start(() => PumpAsync(number));
    }

    /// <summary>Counts until another pump has replaced this one.</summary>
    private async Task PumpAsync(int number)
    {
        while (Volatile.Read(ref _pump) == number && await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (Volatile.Read(ref _pump) == number && _waiting.Reader.TryRead(out var pending))
            {
                Volatile.Write(ref _running, pending);
                CountSafely(pending);
            }
        }
    }

    /// <summary>Counts the call. Listeners to what is published can throw; the waiting calls are counted nevertheless.</summary>
    private void CountSafely(PendingCount pending)
    {
        try
        {
            Count(pending);
        }
        catch (Exception)
        {
            _faults.Failed(Stages.Recording);
            pending.TryComplete();
            Close(pending);
        }
    }

    private void Count(PendingCount pending)
    {
        try
        {
            if (pending.IsCompleted)
            {
                pending.ReleaseBody();
                return;
            }

            var own = Find(pending);
            if (pending.Reported is { } reported)
            {
                Compare(pending, reported, own);
            }
            else if (own is not null)
            {
                Complete(pending, _estimator.Correct(pending, Ask(own, pending)));
            }
            else
            {
                HandleWithoutTokenizer(pending, pending.Tokenizer is null ? FallbackReasons.UnknownModel : FallbackReasons.UnknownTokenizer);
            }
        }
        catch (Exception e)
        {
            Volatile.Write(ref _asked, null);
            Log.TokenizerFailed(_logger, pending.Model, e.GetType().Name);
            AskProvider(pending, FallbackReasons.TokenizerFailed);
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
            pending.Estimate = _estimator.Estimate(pending, Ask(Basis(), pending));
        }

        AskProvider(pending, reason);
    }

    private TokenCount Ask(ITokenCounter counter, PendingCount pending)
    {
        Volatile.Write(ref _askedSince, _time.GetTimestamp());
        Volatile.Write(ref _asked, counter);
        var count = _counter.Count(counter, pending);
        Volatile.Write(ref _asked, null);
        return count;
    }

    private void Complete(PendingCount pending, in TokenCount count)
    {
        pending.ReleaseBody();
        if (pending.TryComplete())
        {
            Publish(pending, count, static (publisher, pending, count) => publisher.Counted(pending, count));
        }
    }

    /// <summary>Learns from a call whose provider reported its tokens.</summary>
    private void Compare(PendingCount pending, in ReportedTokens reported, ITokenCounter? own)
    {
        var isForReport = _report is not null && pending.Plan.CountsCapacity;
        if (own is not null && pending.Settings.Learning.Enabled != true && !isForReport)
        {
            Samples.MarkExact(pending.Provider, pending.Model ?? "");
            FallBack(pending, FallbackReasons.UnknownModel);
            return;
        }

        var counter = own ?? Basis();
        var count = Ask(counter, pending);
        var ours = _estimator.Learn(pending, reported, count, isExact: own is not null);
        if (_report is not null)
        {
            ReportedCalls.Add(_report, pending, reported, ours, [(counter.Name, count), .. Others(counter, pending)]);
        }

        if (pending.TryComplete())
        {
            Publish(pending, ours, static (_, pending, ours) => CountPublisher.Compared(pending, ours));
        }
    }

    /// <summary>
    /// Asks the provider to count if no tokenizer does, in the background and with a time limit of its own; otherwise the fallback is used.
    /// </summary>
    private void AskProvider(PendingCount pending, string otherwise)
    {
        if (pending is not { Endpoint: { } endpoint, Body: { } body })
        {
            FallBack(pending, pending.Endpoint is null ? otherwise : pending.IsBodyCut ? FallbackReasons.TextTooLong : FallbackReasons.CountApiUnsuitable);
            return;
        }

        _open.TryAdd(pending, true);
        pending.Timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (pending.IsCompleted || !endpoint.TryEnter())
        {
            body.Release();
            FallBack(pending, FallbackReasons.CountApiLimited);
            return;
        }

        _background.Start(() => AskAsync(pending, endpoint, body));
    }

    private async Task AskAsync(PendingCount pending, CountEndpoint endpoint, HeldBody body)
    {
        try
        {
            var answer = await endpoint.AskAsync(body, pending.PathModel, pending.Settings.Performance).ConfigureAwait(false);
            if (answer.Tokens is not { } tokens)
            {
                FallBack(pending, answer.Reason!);
            }
            else if (pending.TryComplete())
            {
                Publish(pending, tokens, static (_, pending, tokens) => CountPublisher.CountedByProvider(pending, tokens));
            }
        }
        catch (Exception)
        {
            _faults.Failed(Stages.Recording);
            pending.TryComplete();
            Close(pending);
        }
    }

    /// <summary>The counts of other tokenizers, which may be more accurate.</summary>
    private IEnumerable<(string Name, TokenCount Count)> Others(ITokenCounter counter, PendingCount pending)
    {
        foreach (var source in _sources)
        {
            foreach (var name in source.Candidates)
            {
                if (name != counter.Name && source.FindByName(name) is { } other && !_stalled.ContainsKey(other))
                {
                    yield return (name, Ask(other, pending));
                }
            }
        }
    }

    /// <summary>The tokenizer that estimates are based on.</summary>
    private ITokenCounter Basis()
    {
        foreach (var source in _sources)
        {
            if (source.FindByName(EstimateBasis) is { } counter && !_stalled.ContainsKey(counter))
            {
                return counter;
            }
        }

        return ScriptRule.Instance;
    }

    private ITokenCounter? Find(PendingCount pending)
    {
        foreach (var source in _sources)
        {
            var counter = pending.Tokenizer is { } name ? source.FindByName(name) : pending.Model is { } model ? source.Find(pending.Provider, model) : null;
            if (counter is not null && !_stalled.ContainsKey(counter))
            {
                return counter;
            }
        }

        return null;
    }

    /// <summary>Called when the time limit of a call has elapsed, most of which may have passed in the queue: the fallback is used.</summary>
    private void Expire(PendingCount pending)
    {
        if (!FallBack(pending, FallbackReasons.Timeout) || Volatile.Read(ref _running) != pending)
        {
            return;
        }

        var left = TimeLimit(pending) - _time.Since(Volatile.Read(ref _askedSince));
        if (left > TimeSpan.Zero)
        {
            pending.Watch = _background.Timer(_time, () => StopUsing(pending), left, Timeout.InfiniteTimeSpan);
        }
        else
        {
            StopUsing(pending);
        }
    }

    /// <summary>Stops using a tokenizer that exceeded the time limit of a call.</summary>
    private void StopUsing(PendingCount pending)
    {
        if (Volatile.Read(ref _running) == pending && Volatile.Read(ref _asked) is { } counter && _stalled.TryAdd(counter, true))
        {
            // First continue with the waiting calls, since reading the name of the tokenizer runs the application's code.
            StartPump();
            Log.TokenizerStalled(_logger, counter.Name, pending.Settings.Performance.TokenizationTimeoutMs);
        }
    }

    private bool FallBack(PendingCount pending, string reason)
    {
        if (!pending.TryComplete())
        {
            return false;
        }

        Publish(pending, reason, static (publisher, pending, reason) =>
        {
            if (pending.Reported is null)
            {
                publisher.FellBack(pending, reason);
            }
        });
        return true;
    }

    /// <summary>Publishes the result of a call, and releases its event even if a listener throws.</summary>
    private void Publish<T>(PendingCount pending, T result, Action<CountPublisher, PendingCount, T> publish)
    {
        _background.Guard(() => publish(_publisher, pending, result));
        Close(pending);
    }

    private static TimeSpan TimeLimit(PendingCount pending) => TimeSpan.FromMilliseconds(pending.Settings.Performance.TokenizationTimeoutMs);

    private void Close(PendingCount pending)
    {
        // In this order: a flush that no longer finds the call here must find its event in the queue.
        pending.Close();
        _open.TryRemove(pending, out _);
    }
}
