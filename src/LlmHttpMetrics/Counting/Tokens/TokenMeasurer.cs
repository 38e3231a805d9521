using System.Collections.Concurrent;
using System.Threading.Channels;
using LlmHttpMetrics.Counting.Comparison;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Counting.Learning;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Events;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>
/// Counts what providers did not report, in the background: one call at a time, each within its time. Some of what they did report is counted
/// as well, to learn from it. A tokenizer that throws or stalls costs its figure and no more; one that stalls is not asked again.
/// </summary>
internal sealed class TokenMeasurer : IAsyncDisposable
{
    /// <summary>Calls that may wait; each holds up to its limit of text.</summary>
    private const int Capacity = 256;

    /// <summary>Comparisons can be done without: while so many calls wait, there are none.</summary>
    private const int MostBeforeComparisons = Capacity / 2;

    /// <summary>Whose count an estimate starts from, where it is registered.</summary>
    private const string EstimateBasis = "o200k_base";

    private readonly ITokenCounterSource[] _sources;
    private readonly LlmInstruments _instruments;
    private readonly LlmMeasurementReport? _report;
    private readonly TokenOutcome _outcome;
    private readonly TextCounter _counter;
    private readonly Estimator _estimator;
    private readonly LearnedStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<TokenDemand> _waiting = Channel.CreateBounded<TokenDemand>(Capacity);
    private readonly BackgroundWork _background;
    private readonly ConcurrentDictionary<TokenDemand, bool> _open = [];
    private readonly ConcurrentDictionary<ITokenCounter, bool> _stalled = [];
    private TokenDemand? _running;
    private ITokenCounter? _asked;
    private long _askedSince;
    private int _pump;
    private int _started;

    public TokenMeasurer(
        ITokenCounterSource[] sources,
        CountCache cache,
        LlmLearningOptions learning,
        LlmMeasurementReport? report,
        LlmInstruments instruments,
        EventQueue? events,
        TimeProvider time,
        ILogger logger)
    {
        _sources = sources;
        _instruments = instruments;
        _report = report;
        _outcome = new TokenOutcome(instruments, events, logger);
        _counter = new TextCounter(cache, instruments, time);
        LearnedCounts learned = new(learning.MaxModels);
        _estimator = new Estimator(learned);
        _store = new LearnedStore(learning.Path, learned, instruments, logger);
        _time = time;
        _logger = logger;
        _background = new BackgroundWork(() => instruments.Failed(Stages.Recording));
    }

    /// <summary>Which calls with usage are counted to learn from.</summary>
    public SamplePlan Samples { get; } = new();

    /// <summary>There are tokenizers.</summary>
    public bool IsActive => _sources.Length > 0;

    /// <summary>There is a report that compares.</summary>
    public bool Compares => _report is not null;

    /// <summary>Counts now or soon, as the options have it; the event of the call follows its count.</summary>
    public void Measure(TokenDemand demand)
    {
        if (!demand.Settings.Performance.AsyncTokenization && demand.Reported is null)
        {
            Count(demand);
            return;
        }

        Start();
        _open.TryAdd(demand, true);
        _background.Guard(() => demand.Timer = _background.Timer(_time, () => Expire(demand), TimeLimit(demand), Timeout.InfiniteTimeSpan));
        if ((demand.Reported is not null && _waiting.Reader.Count >= MostBeforeComparisons) || !_waiting.Writer.TryWrite(demand))
        {
            FallBack(demand, FallbackReasons.QueueFull);
            demand.Release();
            demand.ReleaseBody();
        }
    }

    /// <summary>Waits until every call that has ended before has its count or its fallback.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_open.Keys.Select(demand => demand.Completion)).WaitAsync(cancellationToken).ConfigureAwait(false);
        _store.Save();
    }

    public async ValueTask DisposeAsync()
    {
        LlmMonitoring.Untrack(this);
        await FlushAsync(CancellationToken.None).ConfigureAwait(false);
        _waiting.Writer.TryComplete();
    }

    private void Start()
    {
        if (Volatile.Read(ref _started) == 0 && Interlocked.Exchange(ref _started, 1) == 0)
        {
            LlmMonitoring.Track(this);
            StartPump();
        }
    }

    private void StartPump()
    {
        var number = Interlocked.Increment(ref _pump);
        _background.Start(() => PumpAsync(number));
    }

    /// <summary>Counts until another pump has taken its place.</summary>
    private async Task PumpAsync(int number)
    {
        while (Volatile.Read(ref _pump) == number && await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (Volatile.Read(ref _pump) == number && _waiting.Reader.TryRead(out var demand))
            {
                Volatile.Write(ref _running, demand);
                CountSafely(demand);
            }
        }
    }

    /// <summary>Whoever listens to what is published may throw; the calls that wait are counted nevertheless.</summary>
    private void CountSafely(TokenDemand demand)
    {
        try
        {
            Count(demand);
        }
        catch (Exception)
        {
            _instruments.Failed(Stages.Recording);
            demand.TryComplete();
            Close(demand);
        }
    }

    private void Count(TokenDemand demand)
    {
        try
        {
            if (demand.IsCompleted)
            {
                demand.ReleaseBody();
                return;
            }

            var own = Find(demand);
            if (demand.Reported is { } reported)
            {
                Compare(demand, reported, own);
            }
            else if (own is not null)
            {
                Complete(demand, _estimator.Correct(demand, Ask(own, demand)));
            }
            else
            {
                Otherwise(demand, demand.Tokenizer is null ? FallbackReasons.UnknownModel : FallbackReasons.UnknownTokenizer);
            }
        }
        catch (Exception e)
        {
            Volatile.Write(ref _asked, null);
            Log.TokenizerFailed(_logger, demand.Model, e.GetType().Name);
            AskProvider(demand, FallbackReasons.TokenizerFailed);
        }
        finally
        {
            demand.Release();
        }
    }

    /// <summary>There is no tokenizer: the provider may count, else the fallback stands.</summary>
    private void Otherwise(TokenDemand demand, string reason)
    {
        if (demand is { Input: not null } or { Output: not null } && (demand.Endpoint is not null || demand.Settings.Fallback.OnUnknownModel == LlmFallbacks.Estimate))
        {
            demand.Estimate = _estimator.Estimate(demand, Ask(Basis(), demand));
        }

        AskProvider(demand, reason);
    }

    private TokenCount Ask(ITokenCounter counter, TokenDemand demand)
    {
        Volatile.Write(ref _askedSince, _time.GetTimestamp());
        Volatile.Write(ref _asked, counter);
        var count = _counter.Count(counter, demand);
        Volatile.Write(ref _asked, null);
        return count;
    }

    private void Complete(TokenDemand demand, in TokenCount count)
    {
        demand.ReleaseBody();
        if (demand.TryComplete())
        {
            Publish(demand, count, static (outcome, demand, count) => outcome.Counted(demand, count));
        }
    }

    /// <summary>Learns from a call that its provider has counted.</summary>
    private void Compare(TokenDemand demand, in ReportedTokens reported, ITokenCounter? own)
    {
        var isForReport = _report is not null && demand.Plan.CountsCapacity;
        if (own is not null && demand.Settings.Learning.Enabled != true && !isForReport)
        {
            Samples.MarkExact(demand.Provider, demand.Model ?? "");
            FallBack(demand, FallbackReasons.UnknownModel);
            return;
        }

        var counter = own ?? Basis();
        var count = Ask(counter, demand);
        var ours = _estimator.Learn(demand, reported, count, isExact: own is not null);
        if (_report is not null)
        {
            ReportedCalls.Tell(_report, demand, reported, ours, [(counter.Name, count), .. Others(counter, demand)]);
        }

        if (demand.TryComplete())
        {
            Publish(demand, ours, static (outcome, demand, ours) => outcome.Compared(demand, ours));
        }
    }

    /// <summary>Has the provider count where no tokenizer does, on a thread of nobody's and in a time of its own; else the fallback stands.</summary>
    private void AskProvider(TokenDemand demand, string otherwise)
    {
        if (demand is not { Endpoint: { } endpoint, Body: { } body })
        {
            FallBack(demand, demand.Endpoint is null ? otherwise : demand.IsBodyCut ? FallbackReasons.TextTooLong : FallbackReasons.CountApiUnsuitable);
            return;
        }

        _open.TryAdd(demand, true);
        demand.Timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (demand.IsCompleted || !endpoint.TryEnter())
        {
            body.Release();
            FallBack(demand, FallbackReasons.CountApiLimited);
            return;
        }

        _background.Start(() => AskAsync(demand, endpoint, body));
    }

    private async Task AskAsync(TokenDemand demand, CountEndpoint endpoint, HeldBody body)
    {
        try
        {
            var answer = await endpoint.AskAsync(body, demand.PathModel, demand.Settings.Performance).ConfigureAwait(false);
            if (answer.Tokens is not { } tokens)
            {
                FallBack(demand, answer.Reason!);
            }
            else if (demand.TryComplete())
            {
                Publish(demand, tokens, static (outcome, demand, tokens) => outcome.CountedByProvider(demand, tokens));
            }
        }
        catch (Exception)
        {
            _instruments.Failed(Stages.Recording);
            demand.TryComplete();
            Close(demand);
        }
    }

    /// <summary>The counts of others who might have been nearer.</summary>
    private IEnumerable<(string Name, TokenCount Count)> Others(ITokenCounter counter, TokenDemand demand)
    {
        foreach (var source in _sources)
        {
            foreach (var name in source.Candidates)
            {
                if (name != counter.Name && source.FindByName(name) is { } other && !_stalled.ContainsKey(other))
                {
                    yield return (name, Ask(other, demand));
                }
            }
        }
    }

    /// <summary>Who counts for an estimate.</summary>
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

    private ITokenCounter? Find(TokenDemand demand)
    {
        foreach (var source in _sources)
        {
            var counter = demand.Tokenizer is { } name ? source.FindByName(name) : demand.Model is { } model ? source.Find(demand.Provider, model) : null;
            if (counter is not null && !_stalled.ContainsKey(counter))
            {
                return counter;
            }
        }

        return null;
    }

    /// <summary>The time of a call is up: its fallback stands. Most of that time may have gone by in the queue.</summary>
    private void Expire(TokenDemand demand)
    {
        if (!FallBack(demand, FallbackReasons.Timeout) || Volatile.Read(ref _running) != demand)
        {
            return;
        }

        var left = TimeLimit(demand) - _time.Since(Volatile.Read(ref _askedSince));
        if (left > TimeSpan.Zero)
        {
            demand.Watch = _background.Timer(_time, () => LeaveAlone(demand), left, Timeout.InfiniteTimeSpan);
        }
        else
        {
            LeaveAlone(demand);
        }
    }

    /// <summary>Who has had a call for longer than its time is not asked again.</summary>
    private void LeaveAlone(TokenDemand demand)
    {
        if (Volatile.Read(ref _running) == demand && Volatile.Read(ref _asked) is { } counter && _stalled.TryAdd(counter, true))
        {
            // First of all the calls that wait: its name is asked of code that is not ours.
            StartPump();
            Log.TokenizerStalled(_logger, counter.Name, demand.Settings.Performance.TokenizationTimeoutMs);
        }
    }

    private bool FallBack(TokenDemand demand, string reason)
    {
        if (!demand.TryComplete())
        {
            return false;
        }

        Publish(demand, reason, static (outcome, demand, reason) =>
        {
            if (demand.Reported is null)
            {
                outcome.FellBack(demand, reason);
            }
        });
        return true;
    }

    /// <summary>Publishes what has become of a call, and lets its event go though a listener throws.</summary>
    private void Publish<T>(TokenDemand demand, T result, Action<TokenOutcome, TokenDemand, T> publish)
    {
        _background.Guard(() => publish(_outcome, demand, result));
        _background.Guard(() => _outcome.WriteDecisions(demand));
        _background.Guard(() => _outcome.Send(demand));
        Close(demand);
    }

    private static TimeSpan TimeLimit(TokenDemand demand) => TimeSpan.FromMilliseconds(demand.Settings.Performance.TokenizationTimeoutMs);

    private void Close(TokenDemand demand)
    {
        _open.TryRemove(demand, out _);
        demand.Close();
    }
}
