using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Hosting;

/// <summary>
/// Has the monitor of a client made when the factory has built it, after everybody has configured it. What is wrong with its options is thrown here,
/// where the factory does not keep it.
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
