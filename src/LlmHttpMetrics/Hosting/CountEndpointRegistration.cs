using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Counting.Tokens;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Hosting;

/// <summary>Creates the count endpoints for which the application has named a client.</summary>
internal static class CountEndpointRegistration
{
    /// <summary>Null if no client is named. Clients are created on first use, because creating one requires these services.</summary>
    /// <exception cref="OptionsValidationException">The options are invalid; all errors are listed.</exception>
    public static CountEndpointTable? Create(IServiceProvider services, CountCache cache, LlmInstruments instruments, TimeProvider time, ILogger logger)
    {
        if (services.GetService<IOptions<LlmCountEndpointsOptions>>()?.Value is not { } options)
        {
            return null;
        }

        (CountApi Api, LlmCountEndpoint Endpoint)[] known =
        [
            (Providers.Anthropic.CountTokens.Api, options.Anthropic),
            (Providers.OpenAi.InputTokens.Api, options.OpenAi),
            (Providers.Google.CountTokens.Api, options.Gemini),
        ];
        CountEndpoint[] named = [.. known.Where(row => row.Endpoint.HttpClientName is not null).Select(row => new CountEndpoint(
            row.Api, row.Endpoint, options, name => services.GetRequiredService<IHttpClientFactory>().CreateClient(name), cache, instruments.Counting,
            instruments.Faults, time, logger))];
        return named.Length > 0 ? new CountEndpointTable(named) : null;
    }
}
