using System.Net;
using LlmHttpMetrics.SoakTests.Script;

namespace LlmHttpMetrics.SoakTests.Traffic;

/// <summary>The monitored clients of one server: one without a timeout, one with, one that retries.</summary>
internal sealed class Clients(Uri server, bool http2) : IDisposable
{
    /// <summary>What the monitoring is told of the client with a timeout.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient _patient = Make(server, network => LlmMonitoring.CreateHandler(network));
    private readonly HttpClient _timed = Make(server, network => LlmMonitoring.CreateHandler(network, options: new LlmMonitoringOptions { ClientTimeout = Timeout }));
    private readonly HttpClient _retrying = Make(server, network => LlmMonitoring.CreateHandler(network, attempt => new RetryOnce { InnerHandler = attempt }));

    /// <summary>A request in the version that the server speaks.</summary>
    public HttpRequestMessage Post(string path) => new(HttpMethod.Post, path)
    {
        Version = http2 ? HttpVersion.Version20 : HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

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

    private static HttpClient Make(Uri server, Func<HttpMessageHandler, HttpMessageHandler> monitor) => new(monitor(new SocketsHttpHandler { EnableMultipleHttp2Connections = true }))
    {
        BaseAddress = server,
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };
}
