using LlmHttpMetrics.Hosting.Validation;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics;

/// <summary>Validates the options and reports all errors at once, each with the setting, its value and the allowed values.</summary>
internal sealed class LlmCountEndpointsOptionsValidator : IValidateOptions<LlmCountEndpointsOptions>
{
    public ValidateOptionsResult Validate(string? name, LlmCountEndpointsOptions options)
    {
        List<string> errors = [];
        CheckEndpoint(errors, nameof(options.Anthropic), options.Anthropic);
        CheckEndpoint(errors, nameof(options.OpenAi), options.OpenAi);
        CheckEndpoint(errors, nameof(options.Gemini), options.Gemini);
        errors.CheckRange(nameof(options.RequestsPerMinute), options.RequestsPerMinute, 1, 100_000);
        errors.CheckRange(nameof(options.MaxConcurrency), options.MaxConcurrency, 1, 64);
        errors.CheckRange(nameof(options.TimeoutMs), options.TimeoutMs, 1, 60_000);
        InvalidOptionsException.ThrowIfAny<LlmCountEndpointsOptions>(name, [.. errors.Select(error => $"Count endpoints: {error}")]);
        return ValidateOptionsResult.Success;
    }

    private static void CheckEndpoint(List<string> errors, string name, LlmCountEndpoint endpoint)
    {
        if (endpoint.HttpClientName is not null && string.IsNullOrWhiteSpace(endpoint.HttpClientName))
        {
            errors.Add($"{name}.{nameof(endpoint.HttpClientName)} is empty; set the name of a client, or null to disable the endpoint.");
        }

        // Options bound from configuration can be null.
        if (endpoint.BaseAddress is not { IsAbsoluteUri: true } address || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            errors.Add($"{name}.{nameof(endpoint.BaseAddress)} is '{endpoint.BaseAddress}'; an absolute address with http or https is required.");
        }
        else if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            errors.Add($"{name}.{nameof(endpoint.BaseAddress)} has a user, a query or a fragment; only host, port and path are "
                + "allowed, and the client sets the credentials.");
        }
    }
}
