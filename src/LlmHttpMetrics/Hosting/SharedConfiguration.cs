using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Hosting;

/// <summary>A configuration that the shared options are bound from.</summary>
internal sealed record SharedConfiguration(IConfiguration Configuration);
