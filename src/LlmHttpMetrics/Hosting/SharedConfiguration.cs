using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Hosting;

/// <summary>A configuration that the options are bound from which all clients share.</summary>
internal sealed record SharedConfiguration(IConfiguration Configuration);
