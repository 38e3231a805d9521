using LlmHttpMetrics.SoakTests.Script;

namespace LlmHttpMetrics.SoakTests.Traffic;

/// <summary>A client without a timeout, one with, one that retries.</summary>
internal sealed class ClientSet(Uri server, IncludeUsage usage) : IDisposable
{
    private readonly HttpClient _patient = Make(server, network => LlmMonitoring.CreateHandler(network, options: Options(server, usage)));
    private readonly HttpClient _timed = Make(server, network => LlmMonitoring.CreateHandler(network, options: Options(server, usage, Clients.Timeout)));
    private readonly HttpClient _retrying = Make(
        server, network => LlmMonitoring.CreateHandler(network, attempt => new RetryOnce { InnerHandler = attempt }, Options(server, usage)));

    public HttpClient For(StreamEnding ending) => ending switch
    {
        StreamEnding.TimedOut => _timed,
        StreamEnding.Retried => _retrying,
        _ => _patient,
    };

    public void Dispose()
    {
        _patient.Dispose();
        _timed.Dispose();
        _retrying.Dispose();
    }

    private static LlmMonitoringOptions Options(Uri server, IncludeUsage usage, TimeSpan? timeout = null)
    {
        LlmMonitoringOptions options = new() { IncludeUsage = usage, ClientTimeout = timeout };
        options.IncludeUsageHosts.Add(server.IdnHost);
        return options;
    }

    private static HttpClient Make(Uri server, Func<HttpMessageHandler, HttpMessageHandler> monitor) =>
        new(monitor(new SocketsHttpHandler { EnableMultipleHttp2Connections = true }))
        {
            BaseAddress = server,
            Timeout = Timeout.InfiniteTimeSpan,
        };
}
