using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Hosting;

/// <summary>The creation of a monitor, visible to the services constructed for it. It flows to work that these start and may outlive the creation.</summary>
internal sealed class MonitorCreation(ILogger logger, string client)
{
    private volatile bool _isOver;

    public bool IsOver => _isOver;

    /// <summary>Called when the constructor of such a service requests a client, whose monitor has to be created later.</summary>
    public void AskedFor(string other) => Log.ClientAskedFor(logger, other, client);

    public void End() => _isOver = true;
}
