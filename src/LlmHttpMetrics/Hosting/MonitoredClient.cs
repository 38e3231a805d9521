namespace LlmHttpMetrics.Hosting;

/// <summary>A client that is monitored; null stands for all.</summary>
internal sealed record MonitoredClient(string? Name);
