using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace LlmHttpMetrics.IntegrationTests.Diagnostics;

/// <summary>
/// Reads the meters of another process as dotnet-counters does: the event source System.Diagnostics.Metrics over the diagnostics
/// protocol, with the arguments of https://github.com/dotnet/diagnostics/blob/main/src/Tools/dotnet-counters/CounterMonitor.cs.
/// </summary>
internal sealed class CounterSession : IAsyncDisposable
{
    private const string EventSourceName = "System.Diagnostics.Metrics";
    private const long TimeSeriesValues = 2;

    private static readonly TimeSpan Patience = HangGuard.Limit;

    private readonly object _lock = new();
    private readonly Dictionary<Series, CounterValue> _values = [];
    private readonly List<string> _complaints = [];
    private readonly TaskCompletionSource _enumerated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EventPipeSession _session;
    private readonly Task _reading;

    private CounterSession(EventPipeSession session)
    {
        _session = session;
        _reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>What the other process could not or would not report.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_lock)
            {
                return [.. _complaints];
            }
        }
    }

    public IReadOnlyDictionary<Series, CounterValue> Values
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<Series, CounterValue>(_values);
            }
        }
    }

    /// <param name="process">The process to watch.</param>
    /// <param name="meters">Meters, as <c>--counters</c> takes them.</param>
    /// <param name="maxHistograms">As <c>--maxHistograms</c>; 10 is the tool's default.</param>
    public static async Task<CounterSession> StartAsync(int process, string meters, int maxHistograms = 10)
    {
        Dictionary<string, string> arguments = new()
        {
            ["SessionId"] = Guid.NewGuid().ToString(),
            ["Metrics"] = meters,
            ["RefreshInterval"] = "1",
            ["MaxTimeSeries"] = "1000",
            ["MaxHistograms"] = maxHistograms.ToString(CultureInfo.InvariantCulture),
            ["ClientId"] = Guid.NewGuid().ToString(),
        };
        DiagnosticsClient client = new(process);
        CounterSession session = new(client.StartEventPipeSession(
            [new EventPipeProvider(EventSourceName, EventLevel.Informational, TimeSeriesValues, arguments)], requestRundown: false));
        await session._enumerated.Task.WaitAsync(Patience);
        return session;
    }

    /// <summary>Waits until the figures are as wished; what came instead shows in the assertions that follow.</summary>
    public async Task WaitAsync(Func<IReadOnlyDictionary<Series, CounterValue>, bool> wished)
    {
        using CancellationTokenSource limit = new(Patience);
        while (!wished(Values) && !limit.IsCancellationRequested)
        {
            await Task.Delay(100, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _session.StopAsync(CancellationToken.None);
        await _reading.WaitAsync(Patience);
        _session.Dispose();
    }

    private void Read()
    {
        using EventPipeEventSource source = new(_session.EventStream);
        source.Dynamic.All += On;
        source.Process();
    }

    private void On(TraceEvent data)
    {
        if (data.ProviderName != EventSourceName)
        {
            return;
        }

        lock (_lock)
        {
            switch (data.EventName)
            {
                case "InitialInstrumentEnumerationComplete":
                    _enumerated.TrySetResult();
                    break;
                case "CounterRateValuePublished":
                    Add(data, new CounterValue(1, Number(data, "rate"), Number(data, "value")));
                    break;
                case "HistogramValuePublished":
                    Add(data, new CounterValue(Number(data, "count"), Number(data, "sum"), 0) { Quantiles = Text(data, "quantiles") });
                    break;
                case "TimeSeriesLimitReached" or "HistogramLimitReached" or "Error" or "ObservableInstrumentCallbackError"
                    or "MultipleSessionsNotSupportedError":
                    _complaints.Add($"{data.EventName} {string.Join(", ", data.PayloadNames.Select(name => $"{name}={data.PayloadByName(name)}"))}");
                    break;
            }
        }
    }

    /// <summary>Each event reports one interval.</summary>
    private void Add(TraceEvent data, CounterValue value)
    {
        Series series = new(Text(data, "meterName"), Text(data, "instrumentName"), Text(data, "unit"), Text(data, "tags"));
        _values[series] = _values.TryGetValue(series, out var before) ? before.Plus(value) : value;
    }

    private static string Text(TraceEvent data, string name) => data.PayloadByName(name) as string ?? "";

    private static double Number(TraceEvent data, string name) =>
        Convert.ToDouble(data.PayloadByName(name) is "" or null ? 0 : data.PayloadByName(name), CultureInfo.InvariantCulture);
}
