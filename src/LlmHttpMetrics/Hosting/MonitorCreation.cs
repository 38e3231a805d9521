using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Hosting;

/// <summary>The making of one monitor, as the services know it that are constructed for it. It flows to what they start, which may outlast it.</summary>
internal sealed class MonitorCreation(ILogger logger, string client)
{
    private volatile bool _isOver;

    public bool IsOver => _isOver;

    /// <summary>The constructor of such a service asks for a client, whose monitor has to wait.</summary>
    public void AskedFor(string other) => Log.ClientAskedFor(logger, other, client);

    public void End() => _isOver = true;
}
