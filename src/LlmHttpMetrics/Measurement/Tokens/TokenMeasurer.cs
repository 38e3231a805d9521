using System.Collections.Concurrent;
using System.Threading.Channels;
using LlmHttpMetrics.Recording;
using LlmHttpMetrics.Registration;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Measurement.Tokens;

/// <summary>
/// Counts what providers did not report, in the background: one call at a time, each within its time. A tokenizer that throws or
/// stalls costs its figure and no more; one that stalls is not asked again.
/// </summary>
internal sealed class TokenMeasurer : IAsyncDisposable
{
    /// <summary>Calls that may wait; each holds up to its limit of text.</summary>
    private const int Capacity = 256;

    private readonly ITokenCounterSource[] _sources;
    private readonly TokenOutcome _outcome;
    private readonly TextCounter _counter;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<TokenDemand> _waiting = Channel.CreateBounded<TokenDemand>(Capacity);
    private readonly ConcurrentDictionary<TokenDemand, bool> _open = [];
    private readonly ConcurrentDictionary<ITokenCounter, bool> _stalled = [];
    private TokenDemand? _running;
    private ITokenCounter? _asked;
    private int _pump;

    public TokenMeasurer(ITokenCounterSource[] sources, LlmInstruments instruments, EventQueue? events, TimeProvider time, ILogger logger)
    {
        _sources = sources;
        _outcome = new TokenOutcome(instruments, events, logger);
        _counter = new TextCounter(new CountCache(time), instruments, time);
        _time = time;
        _logger = logger;
        if (IsActive)
        {
            LlmMonitoring.Track(this);
            StartPump();
        }
    }

    /// <summary>There is somebody to count.</summary>
    public bool IsActive => _sources.Length > 0;

    /// <summary>Counts now or soon, as the options have it; the event of the call follows its count.</summary>
    public void Measure(TokenDemand demand)
    {
        if (!demand.Settings.Performance.AsyncTokenization)
        {
            Count(demand);
            return;
        }

        _open.TryAdd(demand, true);
        demand.Timer = _time.CreateTimer(Expire, demand, TimeSpan.FromMilliseconds(demand.Settings.Performance.TokenizationTimeoutMs), Timeout.InfiniteTimeSpan);
        if (!_waiting.Writer.TryWrite(demand))
        {
            FallBack(demand, FallbackReasons.QueueFull);
            demand.Release();
        }
    }

    /// <summary>Waits until every call that has ended before has its count or its fallback.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => Task.WhenAll(_open.Keys.Select(demand => demand.Completion)).WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        LlmMonitoring.Untrack(this);
        await FlushAsync(CancellationToken.None).ConfigureAwait(false);
        _waiting.Writer.TryComplete();
    }

    private void StartPump()
    {
        var number = Interlocked.Increment(ref _pump);
        _ = Task.Run(() => PumpAsync(number));
    }

    /// <summary>Counts until another pump has taken its place.</summary>
    private async Task PumpAsync(int number)
    {
        while (Volatile.Read(ref _pump) == number && await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (Volatile.Read(ref _pump) == number && _waiting.Reader.TryRead(out var demand))
            {
                Volatile.Write(ref _running, demand);
                Count(demand);
            }
        }
    }

    private void Count(TokenDemand demand)
    {
        try
        {
            if (demand.IsCompleted)
            {
                return;
            }

            if (Find(demand) is not { } counter)
            {
                FallBack(demand, FallbackReasons.UnknownModel);
                return;
            }

            Volatile.Write(ref _asked, counter);
            var count = _counter.Count(counter, demand);
            Volatile.Write(ref _asked, null);
            if (demand.TryComplete())
            {
                _outcome.Counted(demand, count);
                Close(demand);
            }
        }
        catch (Exception e)
        {
            Volatile.Write(ref _asked, null);
            Log.TokenizerFailed(_logger, demand.Model, e.GetType().Name);
            FallBack(demand, FallbackReasons.TokenizerFailed);
        }
        finally
        {
            demand.Release();
        }
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

    /// <summary>The time of a call is up: its fallback stands, and who has kept it waiting is not asked again.</summary>
    private void Expire(object? state)
    {
        var demand = (TokenDemand)state!;
        if (!FallBack(demand, FallbackReasons.Timeout) || Volatile.Read(ref _running) != demand || Volatile.Read(ref _asked) is not { } counter)
        {
            return;
        }

        if (_stalled.TryAdd(counter, true))
        {
            Log.TokenizerStalled(_logger, counter.Name, demand.Settings.Performance.TokenizationTimeoutMs);
            StartPump();
        }
    }

    private bool FallBack(TokenDemand demand, string reason)
    {
        if (!demand.TryComplete())
        {
            return false;
        }

        _outcome.FellBack(demand, reason);
        Close(demand);
        return true;
    }

    private void Close(TokenDemand demand)
    {
        _open.TryRemove(demand, out _);
        demand.Close();
    }
}
