namespace LlmHttpMetrics.Hosting;

/// <summary>A monitored client; a null name represents all clients.</summary>
internal sealed record MonitoredClient(string? Name);
