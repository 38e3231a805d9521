using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Providers.Custom;

/// <summary>Creates the catalogue's rows for custom providers, and reports the errors in their descriptions.</summary>
internal static class CustomTables
{
    /// <summary>The rows of a description that was validated.</summary>
    public static Provider[] Of(IList<CustomProvider> providers) => Read(providers, []);

    /// <summary>The rows, as far as they are valid; every error is added to the list.</summary>
    public static Provider[] Read(IList<CustomProvider> providers, List<string> errors)
    {
        List<Provider> rows = [];
        for (var i = 0; i < providers.Count; i++)
        {
            var name = new SettingName("Providers", InConfiguration: false).Item(i);
            if (providers[i] is { } provider)
            {
                rows.Add(Row(provider, provider.Setting is { } setting ? new(setting, InConfiguration: true) : name, errors));
            }
            else
            {
                errors.Add($"{name} is null; a provider is required.");
            }
        }

        return [.. rows];
    }

    private static Provider Row(CustomProvider provider, SettingName name, List<string> errors)
    {
        if (string.IsNullOrWhiteSpace(provider.Name))
        {
            errors.Add($"{name.Member(nameof(provider.Name))} is '{provider.Name}'; a name is required.");
        }

        return new Provider(
            provider.Name,
            Hosts(provider, name.Member(nameof(provider.Hosts)), errors),
            Endpoints(provider, name.Member(nameof(provider.Endpoints)), errors));
    }

    private static string[] Hosts(CustomProvider provider, SettingName name, List<string> errors)
    {
        if (provider.Hosts.Count == 0)
        {
            errors.Add($"{name} is empty; at least one host is required, '*' for any.");
        }

        for (var i = 0; i < provider.Hosts.Count; i++)
        {
            if (!HostPattern.IsValid(provider.Hosts[i]))
            {
                errors.Add($"{name.Item(i)} is '{provider.Hosts[i]}'; allowed are {HostPattern.Allowed}.");
            }
        }

        return [.. provider.Hosts];
    }

    private static EndpointRule[] Endpoints(CustomProvider provider, SettingName list, List<string> errors)
    {
        if (provider.Endpoints.Count == 0)
        {
            errors.Add($"{list} is empty; at least one endpoint is required.");
        }

        List<EndpointRule> rules = [];
        HashSet<string> paths = new(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < provider.Endpoints.Count; i++)
        {
            if (provider.Endpoints[i] is not { } endpoint)
            {
                errors.Add($"{list.Item(i)} is null; an endpoint is required.");
                continue;
            }

            var name = endpoint.Setting is { } setting ? new SettingName(setting, InConfiguration: true) : list.Item(i);
            if (CustomRule.Create(provider.Name, endpoint, name, errors) is { } rule)
            {
                if (!paths.Add(PathTemplate.Normalized(endpoint.Path)))
                {
                    errors.Add($"{name.Member(nameof(endpoint.Path))} is '{endpoint.Path}', which another endpoint of the provider has already.");
                }

                rules.Add(rule);
            }
        }

        return [.. rules];
    }
}
