using LlmHttpMetrics.MockProviders;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.SoakTests.Readings;
using LlmHttpMetrics.SoakTests.Script;
using LlmHttpMetrics.SoakTests.Traffic;

namespace LlmHttpMetrics.SoakTests;

/// <summary>Keeps many streams open against the mock providers, and compares both sides whenever the traffic has died down.</summary>
internal sealed class Soak : IAsyncDisposable
{
    private const int LedgerEntries = 10_000_000;

    /// <summary>How long what was dropped may take to be collected and recorded, and the server to write its last entries.</summary>
    private static readonly TimeSpan Settling = HangGuard.Limit;

    private readonly MeterTotals _meters = new();
    private readonly OpenStreams _streams = new();
    private readonly Leftovers _leftovers = new();
    private readonly MockProviderServer _server;
    private readonly StreamScript _script;
    private readonly bool _http2;
    private readonly int _count;
    private int _number;
    private volatile bool _failed;

    private Soak(MockProviderServer server, int streams, int seed, bool http2)
    {
        _server = server;
        _count = streams;
        _script = new StreamScript(seed, http2);
        _http2 = http2;
        server.Reply(_streams.Answer);
    }

    public static async Task<Soak> StartAsync(int streams, int seed, bool http2) => new(
        await MockProviderServer.StartAsync(
            new MockProviderOptions { Protocol = http2 ? MockProtocol.Http2 : MockProtocol.Http1, MaxLedgerEntries = LedgerEntries }),
        streams,
        seed,
        http2);

    /// <summary>Keeps the streams open for so long, lets them end, and compares.</summary>
    public async Task<Round> RunAsync(TimeSpan length)
    {
        var first = _number;
        using (Clients clients = new(_server.BaseAddress, _http2))
        {
            StreamCaller caller = new(clients, _streams, _leftovers);
            await Task.WhenAll(Enumerable.Range(0, _count).Select(_ => Task.Run(() => KeepOpenAsync(caller, TimeProvider.System.GetTimestamp(), length))));
            await SettleAsync(_number - first);
        }

        return await CompareAsync(first);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _meters.Dispose();
    }

    /// <summary>One stream after another; none begins once something went wrong.</summary>
    private async Task KeepOpenAsync(StreamCaller caller, long started, TimeSpan length)
    {
        try
        {
            do
            {
                await caller.CallAsync(_script.Plan(Interlocked.Increment(ref _number)));
            }
            while (!_failed && (TimeProvider.System.GetElapsedTime(started) < length || !HaveAllBeenOpen(started)));
        }
        catch
        {
            _failed = true;
            throw;
        }
    }

    /// <summary>All streams have been open at once; on a busy machine the first may have ended before the last begins.</summary>
    private bool HaveAllBeenOpen(long started) => _streams.Most >= _count || TimeProvider.System.GetElapsedTime(started) > Settling;

    /// <summary>Waits for what others' threads still have to do: the collector, the finalizer, the server.</summary>
    private async Task SettleAsync(int calls)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (_meters.Requests < calls && TimeProvider.System.GetElapsedTime(started) < Settling)
        {
            Collect();
            await Task.Delay(20);
        }
    }

    private async Task<Round> CompareAsync(int first)
    {
        var plans = Enumerable.Range(first + 1, _number - first).Select(_script.Plan);
        var endings = plans.GroupBy(plan => plan.Ending).ToDictionary(group => group.Key.ToString(), group => group.Count());
        await _server.Ledger.WaitForAsync(plans.Sum(plan => plan.Replies.Count), Settling);
        var differences = LedgerTotals.Differences(LedgerTotals.Of(_server.Ledger.Entries, _streams), _meters.Snapshot());
        var (given, failures) = (_leftovers.Given, _meters.Failures);
        _server.Ledger.Clear();
        _streams.Clear();
        _meters.Clear();
        var started = TimeProvider.System.GetTimestamp();
        Collect();
        while ((_leftovers.Alive > 0 || TextBuffers.Out > 0) && TimeProvider.System.GetElapsedTime(started) < Settling)
        {
            await Task.Delay(50);
            Collect();
        }

        var alive = _leftovers.Alive;
        _leftovers.Clear();
        return new Round
        {
            Calls = _number - first,
            MostOpen = _streams.Most,
            Endings = endings,
            Differences = differences,
            Given = given,
            Alive = alive,
            BuffersOut = TextBuffers.Out,
            Failures = failures,
            Heap = await HeapAsync(),
        };
    }

    /// <summary>The heap once it falls no more: the server takes a while to let its connections go.</summary>
    private static async Task<long> HeapAsync()
    {
        const int Tries = 20;
        var least = long.MaxValue;
        for (var i = 0; i < Tries; i++)
        {
            least = Math.Min(least, GC.GetTotalMemory(forceFullCollection: true));
            await Task.Delay(50);
        }

        return least;
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
