using System.Net;
using LlmHttpMetrics.SoakTests.Script;

namespace LlmHttpMetrics.SoakTests.Traffic;

/// <summary>The monitored clients of one server: those that send streams as they are, and those that ask them for their usage.</summary>
internal sealed class Clients(Uri server, bool http2) : IDisposable
{
    /// <summary>The configured timeout of the client with a timeout.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    private readonly ClientSet _asSent = new(server, IncludeUsage.AsSent);
    private readonly ClientSet _injecting = new(server, IncludeUsage.Inject);

    /// <summary>A request with the HTTP version of the server.</summary>
    public HttpRequestMessage Post(string path) => new(HttpMethod.Post, path)
    {
        Version = http2 ? HttpVersion.Version20 : HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public HttpClient For(StreamPlan plan) => (plan.Injects ? _injecting : _asSent).For(plan.Ending);

    public void Dispose()
    {
        _asSent.Dispose();
        _injecting.Dispose();
    }
}
