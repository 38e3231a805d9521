using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Registration;

/// <summary>Learns the timeout of a client when the factory has built it, after everybody has configured it.</summary>
internal sealed class ClientTimeoutCapture(ClientMonitors monitors) : IPostConfigureOptions<HttpClientFactoryOptions>
{
    public void PostConfigure(string? name, HttpClientFactoryOptions options)
    {
        if (monitors.IsMonitored(name))
        {
            options.HttpClientActions.Add(client => monitors.For(name)?.SetClientTimeout(client.Timeout));
        }
    }
}
