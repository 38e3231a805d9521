using System.Collections.Concurrent;
using System.Threading.Channels;
using LlmHttpMetrics.Measurement.CountEndpoints;
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
    private readonly LlmInstruments _instruments;
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

    /// <param name="sources">The tokenizers.</param>
    /// <param name="asksProviders">Demands may have endpoints of their providers.</param>
    /// <param name="cache">Counts made before.</param>
    /// <param name="instruments">Where counts are published.</param>
    /// <param name="events">Where events go; null where nobody wants them.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public TokenMeasurer(
        ITokenCounterSource[] sources, bool asksProviders, CountCache cache, LlmInstruments instruments, EventQueue? events, TimeProvider time, ILogger logger)
    {
        _sources = sources;
        _instruments = instruments;
        _outcome = new TokenOutcome(instruments, events, logger);
        _counter = new TextCounter(cache, instruments, time);
        _time = time;
        _logger = logger;
        if (IsActive || asksProviders)
        {
            LlmMonitoring.Track(this);
        }

        if (IsActive)
        {
            StartPump();
        }
    }

    /// <summary>There are tokenizers.</summary>
    public bool IsActive => _sources.Length > 0;

    /// <summary>Counts now or soon, as the options have it; the event of the call follows its count.</summary>
    public void Measure(TokenDemand demand)
    {
        if (!IsActive)
        {
            AskProvider(demand, FallbackReasons.UnknownModel);
            return;
        }

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
            demand.ReleaseBody();
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
                demand.ReleaseBody();
                return;
            }

            if (Find(demand) is not { } counter)
            {
                AskProvider(demand, demand.Tokenizer is null ? FallbackReasons.UnknownModel : FallbackReasons.UnknownTokenizer);
                return;
            }

            Volatile.Write(ref _asked, counter);
            var count = _counter.Count(counter, demand);
            Volatile.Write(ref _asked, null);
            demand.ReleaseBody();
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
            AskProvider(demand, FallbackReasons.TokenizerFailed);
        }
        finally
        {
            demand.Release();
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

        ThreadPool.UnsafeQueueUserWorkItem(self => _ = self.AskAsync(demand, endpoint, body), this, preferLocal: false);
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
                _outcome.CountedByProvider(demand, tokens);
                Close(demand);
            }
        }
        catch (Exception)
        {
            _instruments.Failed(Stages.Recording);
            demand.TryComplete();
            Close(demand);
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
