using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Hosting;

/// <summary>A configuration that options are bound from.</summary>
/// <param name="ClientName">The name of the client; null for all clients.</param>
/// <param name="Configuration">The configuration.</param>
internal sealed record MonitoredConfiguration(string? ClientName, IConfiguration Configuration);
