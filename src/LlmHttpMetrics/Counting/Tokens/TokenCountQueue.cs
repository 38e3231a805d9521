using System.Threading.Channels;
using LlmHttpMetrics.Counting.Learning;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Diagnostics.Background;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>
/// Counts tokens that providers did not report, in the background: one call at a time, each within its time limit. Some of the calls with reported
/// tokens are counted as well, in order to learn from them. A tokenizer that stalls is not used again.
/// </summary>
internal sealed class TokenCountQueue : IPendingWork, IAsyncDisposable
{
    /// <summary>The maximum number of calls that can wait; each holds text up to its limit.</summary>
    private const int Capacity = 256;

    /// <summary>Comparisons are optional: none are made while this many calls are waiting.</summary>
    private const int MaxWaitingForComparisons = Capacity / 2;

    private readonly CallTokenCounter _counter;
    private readonly Estimator _estimator;
    private readonly OpenCounts _open;
    private readonly FaultCounter _faults;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<PendingCount> _waiting = Channel.CreateBounded<PendingCount>(Capacity);
    private readonly BackgroundWork _background;
    private PendingCount? _running;
    private int _pump;
    private int _started;

    public TokenCountQueue(
        Tokenizers tokenizers,
        TextCounter texts,
        Estimator estimator,
        LlmMeasurementReport? report,
        FaultCounter faults,
        TimeProvider time,
        ILogger logger)
    {
        _background = new BackgroundWork(() => faults.Failed(Stages.Recording));
        _open = new OpenCounts(new CountPublisher(logger), _background);
        _counter = new CallTokenCounter(tokenizers, texts, estimator, report, _open, new ProviderCounts(_open, _background, faults), time, logger);
        _estimator = estimator;
        _faults = faults;
        _time = time;
        _logger = logger;
        IsActive = tokenizers.IsAny;
        Compares = report is not null;
    }

    /// <summary>Selects the calls with usage that are counted in order to learn from them.</summary>
    public SamplePlan Samples => _counter.Samples;

    /// <summary>Whether there are tokenizers.</summary>
    public bool IsActive { get; }

    /// <summary>Whether there is a measurement report.</summary>
    public bool Compares { get; }

    /// <summary>Counts now or in the background, depending on the options; the event of the call is published after its count.</summary>
    public void Measure(PendingCount pending)
    {
        if (!pending.Settings.Performance.AsyncTokenization && pending.Reported is null)
        {
            _counter.Count(pending);
            return;
        }

        Start();
        _open.Add(pending);
        _background.Guard(() => pending.Timer = _background.Timer(_time, () => Expire(pending), TimeLimit(pending), Timeout.InfiniteTimeSpan));
        if ((pending.Reported is not null && _waiting.Reader.Count >= MaxWaitingForComparisons) || !_waiting.Writer.TryWrite(pending))
        {
            _open.FallBack(pending, FallbackReasons.QueueFull);
            pending.Release();
            pending.ReleaseBody();
        }
    }

    /// <summary>Waits until every call that ended before has its count or its fallback.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _open.Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
        _estimator.Save();
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
            _counter.Count(pending);
        }
        catch (Exception)
        {
            _faults.Failed(Stages.Recording);
            _open.Drop(pending);
        }
    }

    /// <summary>Called when the time limit of a call has elapsed, most of which may have passed in the queue: the fallback is used.</summary>
    private void Expire(PendingCount pending)
    {
        if (!_open.FallBack(pending, FallbackReasons.Timeout) || Volatile.Read(ref _running) != pending)
        {
            return;
        }

        var left = TimeLimit(pending) - _counter.AskedFor;
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
        if (Volatile.Read(ref _running) == pending && _counter.StopUsingAsked() is { } counter)
        {
            // First continue with the waiting calls, since reading the name of the tokenizer runs the application's code.
            StartPump();
            Log.TokenizerStalled(_logger, counter.Name, pending.Settings.Performance.TokenizationTimeoutMs);
        }
    }

    private static TimeSpan TimeLimit(PendingCount pending) => TimeSpan.FromMilliseconds(pending.Settings.Performance.TokenizationTimeoutMs);
}
