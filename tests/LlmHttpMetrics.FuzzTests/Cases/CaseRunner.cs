using System.Diagnostics.CodeAnalysis;

namespace LlmHttpMetrics.FuzzTests.Cases;

/// <summary>Runs cases one after another through the whole chain and says what is wrong with them.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the process.")]
internal sealed class CaseRunner
{
    /// <summary>The contract's bound for one call.</summary>
    public const int MostHeld = 64 * 1024;

    /// <summary>Calls that end well are made again without us, now and then, to see that they should.</summary>
    private const int OneInCompared = 8;

    private static readonly Lazy<CaseRunner> Instance = new(() => new CaseRunner((network, between) => LlmMonitoring.CreateHandler(network, between)));

    private readonly Network _network = new();
    private readonly Caller _caller = new();
    private readonly HttpMessageInvoker _plain;
    private readonly HttpMessageInvoker _direct;
    private readonly HttpMessageInvoker _withBetween;
    private readonly Spans _spans = new();

    /// <param name="monitor">Puts the chain that is under test around the network, with what is to stand between its layers.</param>
    public CaseRunner(Func<HttpMessageHandler, Func<HttpMessageHandler, HttpMessageHandler>?, HttpMessageHandler> monitor)
    {
        _plain = new HttpMessageInvoker(_network);
        _direct = new HttpMessageInvoker(monitor(_network, null));
        _withBetween = new HttpMessageInvoker(monitor(_network, inner => new Passing { InnerHandler = inner }));
    }

    /// <summary>The runner of our own chain. There is one meter for all handlers made without services, so cases run one at a time.</summary>
    public static CaseRunner Shared => Instance.Value;

    public Meters Meters { get; } = new();

    /// <summary>What the last call allocated on its thread, the caller's own part included.</summary>
    public long Allocated { get; private set; }

    /// <summary>The requests that were counted of the last call.</summary>
    public int Counted { get; private set; }

    /// <summary>What is wrong; null where nothing is.</summary>
    public string? Run(FuzzCase fuzz)
    {
        Meters.Reset();
        _spans.Reset(fuzz.IsTraced);
        var seen = Measure(fuzz.HasHandlerBetween ? _withBetween : _direct, fuzz);
        Counted = Meters.Requests;
        return Bytes(fuzz, seen) ?? Thrown(fuzz, seen) ?? Records(fuzz, seen) ?? Memory(fuzz, seen);
    }

    /// <summary>Listens no longer.</summary>
    public void Stop()
    {
        Meters.Dispose();
        _spans.Dispose();
    }

    private Exception? Play(HttpMessageInvoker http, FuzzCase fuzz)
    {
        try
        {
            if (fuzz.IsSync)
            {
                _caller.Play(http, fuzz, _network.Failure);
            }
            else
            {
                _caller.PlayAsync(http, fuzz, _network.Failure).GetAwaiter().GetResult();
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

        return seen is null && fuzz is { Ending: CallEnding.Whole, Exchange.Tail.Length: 0 } && _caller.Received.Count != fuzz.Exchange.Response.Length
            ? $"bytes: the caller got {_caller.Received.Count} of {fuzz.Exchange.Response.Length}"
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

        _network.Prepare(fuzz);
        var expected = Play(_plain, fuzz);
        if (IsOrWraps(expected, _network.Failure) && !IsOrWraps(seen, thrown))
        {
            return $"thrown: {seen}";
        }

        return Shape(seen) == Shape(expected) ? null : $"thrown: {Shape(seen)} in place of {Shape(expected)}: {seen}";
    }

    private static bool IsOrWraps(Exception? exception, Exception thrown) => exception is not null && (exception == thrown || exception.InnerException == thrown);

    private static string Shape(Exception? exception) => exception is null ? "nothing" : $"{exception.GetType().Name} '{exception.Message}' of {Shape(exception.InnerException)}";

    private string? Records(FuzzCase fuzz, Exception? seen)
    {
        if (Meters.Failures > 0)
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
    /// takes from the shared pool: after a call without us that is there already.
    /// </summary>
    private string? Memory(FuzzCase fuzz, Exception? seen)
    {
        if (!fuzz.IsSync || seen is not null || fuzz.Way is not (ReadWay.Span or ReadWay.Array or ReadWay.Byte) || Allocated <= MostHeld)
        {
            return null;
        }

        Measure(_plain, fuzz);
        Measure(fuzz.HasHandlerBetween ? _withBetween : _direct, fuzz);
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
