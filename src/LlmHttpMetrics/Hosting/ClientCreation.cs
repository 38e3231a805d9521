using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Hosting;

/// <summary>
/// Creates the monitor of a client after the factory has built the client, when all configuration has been applied. Invalid options throw here, because the
/// factory does not cache this failure.
/// </summary>
internal sealed class ClientCreation(ClientMonitors monitors) : IPostConfigureOptions<HttpClientFactoryOptions>
{
    public void PostConfigure(string? name, HttpClientFactoryOptions options)
    {
        if (monitors.IsMonitored(name))
        {
            options.HttpClientActions.Add(client => monitors.OnCreated(name, client.Timeout));
        }
    }
}
