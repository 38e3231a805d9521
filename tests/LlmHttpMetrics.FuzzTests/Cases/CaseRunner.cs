using System.Diagnostics.CodeAnalysis;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Cases;

/// <summary>Runs cases one after another through the whole chain and says what is wrong with them.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the process.")]
internal sealed class CaseRunner
{
    /// <summary>The contract's bound for one call.</summary>
    public const int MostHeld = 64 * 1024;

    /// <summary>Calls that end well are made again without us, now and then, to see that they should.</summary>
    private const int OneInCompared = 8;

    private static readonly Lazy<CaseRunner> Instance = new(
        () => new CaseRunner((network, between, options) => LlmMonitoring.CreateHandler(network, between, options)));

    private readonly Network _network = new();
    private readonly Caller _caller = new();
    private readonly HttpMessageInvoker _plain;
    private readonly HttpMessageInvoker _direct;
    private readonly HttpMessageInvoker _withBetween;
    private readonly Lazy<HttpMessageInvoker> _injecting;
    private readonly Lazy<HttpMessageInvoker> _injectingWithBetween;
    private readonly Spans _spans = new();
    private bool _isRewritten;

    /// <param name="monitor">Puts the chain that is under test around the network, with what is to stand between its layers, and with options.</param>
    public CaseRunner(Func<HttpMessageHandler, Func<HttpMessageHandler, HttpMessageHandler>?, LlmMonitoringOptions?, HttpMessageHandler> monitor)
    {
        _plain = new HttpMessageInvoker(_network);
        _direct = new HttpMessageInvoker(monitor(_network, null, null));
        _withBetween = new HttpMessageInvoker(monitor(_network, Between, null));
        _injecting = new(() => new HttpMessageInvoker(monitor(_network, null, Injecting())));
        _injectingWithBetween = new(() => new HttpMessageInvoker(monitor(_network, Between, Injecting())));
    }

    /// <summary>The runner of our own chain. There is one meter for all handlers made without services, so cases run one at a time.</summary>
    public static CaseRunner Shared => Instance.Value;

    public Meters Meters { get; } = new();

    /// <summary>What the last call allocated on its thread, the caller's own part included.</summary>
    public long Allocated { get; private set; }

    /// <summary>The last call's stream was asked for its usage.</summary>
    public bool IsRewritten => _isRewritten;

    /// <summary>The requests that were counted of the last call.</summary>
    public int Counted { get; private set; }

    /// <summary>What is wrong; null where nothing is.</summary>
    public string? Run(FuzzCase fuzz)
    {
        Meters.Reset();
        _spans.Reset(fuzz.IsTraced);
        var seen = Measure(Monitored(fuzz), fuzz);
        _network.Compare();
        _isRewritten = _network.IsRewritten;
        Counted = Meters.Requests;
        return Bytes(fuzz, seen) ?? Thrown(fuzz, seen) ?? Records(fuzz, seen) ?? Memory(fuzz, seen);
    }

    /// <summary>Listens no longer.</summary>
    public void Stop()
    {
        Meters.Dispose();
        _spans.Dispose();
    }

    private HttpMessageInvoker Monitored(FuzzCase fuzz) => (fuzz.Injects, fuzz.HasHandlerBetween) switch
    {
        (false, false) => _direct,
        (false, true) => _withBetween,
        (true, false) => _injecting.Value,
        (true, true) => _injectingWithBetween.Value,
    };

    private static Passing Between(HttpMessageHandler inner) => new() { InnerHandler = inner };

    /// <summary>Streams of all hosts are asked.</summary>
    private static LlmMonitoringOptions Injecting()
    {
        LlmMonitoringOptions options = new() { IncludeUsage = IncludeUsage.Inject };
        foreach (var host in ExchangeSet.All.Exchanges.Select(exchange => new Uri(exchange.Url).IdnHost).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            options.IncludeUsageHosts.Add(host);
        }

        return options;
    }

    private byte[] Expected(FuzzCase fuzz) => _network.IsRewritten ? Rewriting.Expected(Come(fuzz)) : fuzz.Exchange.Response;

    /// <summary>
    /// The answer as far as it comes: an event in the middle of which the network fails cannot be known to bear usage alone, and is passed on.
    /// </summary>
    private static Exchange Come(FuzzCase fuzz) => fuzz.Ending == CallEnding.BodyThrows && fuzz.EndsAt < fuzz.Exchange.Response.Length
        ? fuzz.Exchange with { Response = fuzz.Exchange.Response[..(int)fuzz.EndsAt] }
        : fuzz.Exchange;

    private Exception? Play(HttpMessageInvoker http, FuzzCase fuzz)
    {
        try
        {
            if (fuzz.IsSync)
            {
                _caller.Play(http, fuzz, _network.Failure, () => Expected(fuzz));
            }
            else
            {
                _caller.PlayAsync(http, fuzz, _network.Failure, () => Expected(fuzz)).GetAwaiter().GetResult();
            }

            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private string? Bytes(FuzzCase fuzz, Exception? seen)
    {
        if (!_caller.Received.IsSame)
        {
            return "bytes: the caller got others than were answered";
        }

        if (!_network.Sent.IsSame || (seen is null && _network.Sent.Count != fuzz.Exchange.Request.Length))
        {
            return "bytes: the network got others than were sent";
        }

        var length = _isRewritten ? Rewriting.Expected(fuzz.Exchange).Length : fuzz.Exchange.Response.Length;
        return seen is null && fuzz is { Ending: CallEnding.Whole, Exchange.Tail.Length: 0 } && _caller.Received.Count != length
            ? $"bytes: the caller got {_caller.Received.Count} of {length}"
            : null;
    }

    /// <summary>An exception is the one that would have come without us, in the same wrapping, and comes where it would have come.</summary>
    private string? Thrown(FuzzCase fuzz, Exception? seen)
    {
        var thrown = _network.Failure;
        if (seen is null && fuzz.Ending is CallEnding.Whole or CallEnding.Disposed && fuzz.Seed % OneInCompared != 0)
        {
            return null;
        }

        // Where the network is to fail behind some bytes, these are the ones that it has sent.
        var plain = _isRewritten && fuzz.Ending != CallEnding.BodyThrows ? fuzz with { Exchange = Rewriting.Plain(fuzz.Exchange) } : fuzz;
        _network.Prepare(plain);
        var expected = Play(_plain, plain);
        if (IsOrWraps(expected, _network.Failure) && !IsOrWraps(seen, thrown))
        {
            return $"thrown: {seen}";
        }

        return Shape(seen) == Shape(expected) ? null : $"thrown: {Shape(seen)} in place of {Shape(expected)}: {seen}";
    }

    private static bool IsOrWraps(Exception? exception, Exception thrown) =>
        exception is not null && (exception == thrown || exception.InnerException == thrown);

    private static string Shape(Exception? exception) =>
        exception is null ? "nothing" : $"{exception.GetType().Name} '{exception.Message}' of {Shape(exception.InnerException)}";

    private string? Records(FuzzCase fuzz, Exception? seen)
    {
        if (Meters.Failures != (_isRewritten && fuzz.Ending != CallEnding.SendThrows && Rewriting.IsLeftIn(fuzz.Exchange) ? 1 : 0))
        {
            return "failures: a fault of the monitoring's own was counted";
        }

        if (Meters.Wrong is { } wrong)
        {
            return $"value: {wrong}";
        }

        var isOpen = !fuzz.Exchange.IsKnownByPath && (fuzz.IsRequestChanged || fuzz.Ending == CallEnding.RequestThrows);
        if (fuzz.Counts && (isOpen ? Counted > 1 : Counted != fuzz.Exchange.Counted))
        {
            return $"records: {Counted} in place of {fuzz.Exchange.Counted}";
        }

        if (Meters.Attempts != Counted || Meters.Durations != Counted)
        {
            return $"records: {Counted} requests, {Meters.Attempts} attempts, {Meters.Durations} durations";
        }

        if (_spans.Open != 0 || _spans.Stopped > 1)
        {
            return $"spans: {_spans.Open} left open, {_spans.Stopped} ended";
        }

        return Counted == 1 && seen is null && fuzz is { Ending: CallEnding.Whole, Exchange.Tail.Length: 0 }
            && Meters.Outcome is LlmOutcomes.Abandoned or LlmOutcomes.Cancelled or LlmOutcomes.Timeout
            ? $"outcome: {Meters.Outcome} after {fuzz.Ending}"
            : null;
    }

    /// <summary>
    /// Where the caller's own reads allocate nothing, everything that was allocated counts, but for a buffer that the transport
    /// takes from the shared pool: after a call without us that is there already. A request that may be rewritten is held besides.
    /// </summary>
    private string? Memory(FuzzCase fuzz, Exception? seen)
    {
        if (fuzz.Injects || !fuzz.IsSync || seen is not null || fuzz.Way is not (ReadWay.Span or ReadWay.Array or ReadWay.Byte) || Allocated <= MostHeld)
        {
            return null;
        }

        Measure(_plain, fuzz);
        Measure(Monitored(fuzz), fuzz);
        return Allocated > MostHeld ? $"memory: {Allocated} bytes allocated for a body of {_caller.Received.Count}" : null;
    }

    private Exception? Measure(HttpMessageInvoker http, FuzzCase fuzz)
    {
        _network.Prepare(fuzz);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var seen = Play(http, fuzz);
        Allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return seen;
    }

    private sealed class Passing : DelegatingHandler;
}
