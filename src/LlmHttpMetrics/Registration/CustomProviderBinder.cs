using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Providers.Custom;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Registration;

/// <summary>Binds the providers that a configuration describes, key by key, as <see cref="OptionsBinder"/> does.</summary>
internal static class CustomProviderBinder
{
    private static readonly Dictionary<string, Binding<CustomProvider>> ProviderKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(CustomProvider.Name)] = (_, section, provider) => provider.Name = section.Value ?? "",
        [nameof(CustomProvider.Hosts)] = (_, section, provider) => AddWords(section, provider.Hosts),
        [nameof(CustomProvider.Endpoints)] = (options, section, provider) => BindList(
            options, section, provider.Endpoints, item => new CustomEndpoint { Setting = item.Path }, EndpointKeys!),
    };

    private static readonly Dictionary<string, Binding<CustomEndpoint>> EndpointKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(CustomEndpoint.Path)] = (_, section, endpoint) => endpoint.Path = section.Value ?? "",
        [nameof(CustomEndpoint.Operation)] = (_, section, endpoint) => endpoint.Operation = section.Value ?? "",
        [nameof(CustomEndpoint.Framing)] = (options, section, endpoint) => OptionsBinder.Choice<CustomFraming>(options, section, value => endpoint.Framing = value),
        [nameof(CustomEndpoint.Streams)] = (options, section, endpoint) => OptionsBinder.Switch(options, section, value => endpoint.Streams = value),
        [nameof(CustomEndpoint.Format)] = (_, section, endpoint) => endpoint.Format = section.Value,
        [nameof(CustomEndpoint.Request)] = (options, section, endpoint) => Bind(options, section, endpoint.Request, RequestKeys!),
        [nameof(CustomEndpoint.Response)] = (options, section, endpoint) => Bind(options, section, endpoint.Response, ResponseKeys!),
        [nameof(CustomEndpoint.Events)] = (options, section, endpoint) => Bind(options, section, endpoint.Events, ResponseKeys!),
        [nameof(CustomEndpoint.Types)] = (options, section, endpoint) => BindTypes(options, section, endpoint),
        [nameof(CustomEndpoint.FinishReasons)] = (options, section, endpoint) => BindFinishReasons(options, section, endpoint),
    };

    private static readonly Dictionary<string, Binding<CustomRequest>> RequestKeys = Paths(RequestSettings.All);

    private static readonly Dictionary<string, Binding<CustomUsage>> UsageKeys = new(Paths(UsageSettings.All), StringComparer.OrdinalIgnoreCase)
    {
        [nameof(CustomUsage.InputExcludesCache)] = (options, section, usage) => OptionsBinder.Switch(options, section, value => usage.InputExcludesCache = value),
        [nameof(CustomUsage.OutputExcludesReasoning)] = (options, section, usage) => OptionsBinder.Switch(options, section, value => usage.OutputExcludesReasoning = value),
    };

    private static readonly Dictionary<string, Binding<CustomResponse>> ResponseKeys = new(Paths(ResponseSettings.All), StringComparer.OrdinalIgnoreCase)
    {
        [nameof(CustomResponse.Usage)] = (options, section, response) => Bind(options, section, response.Usage, UsageKeys),
    };

    private delegate void Binding<T>(LlmMonitoringOptions options, IConfigurationSection section, T target);

    public static void Bind(LlmMonitoringOptions options, IConfigurationSection section) =>
        BindList(options, section, options.Providers, item => new CustomProvider { Setting = item.Path }, ProviderKeys);

    private static void BindList<T>(
        LlmMonitoringOptions options, IConfigurationSection section, IList<T> list, Func<IConfigurationSection, T> create, Dictionary<string, Binding<T>> keys)
    {
        OptionsBinder.RefuseValue(options, section, "a list");
        foreach (var item in section.GetChildren())
        {
            var added = create(item);
            list.Add(added);
            Bind(options, item, added, keys);
        }
    }

    private static void Bind<T>(LlmMonitoringOptions options, IConfigurationSection section, T target, Dictionary<string, Binding<T>> keys)
    {
        OptionsBinder.RefuseValue(options, section, $"a section with the keys {string.Join(", ", keys.Keys)}");
        foreach (var child in section.GetChildren())
        {
            if (keys.TryGetValue(child.Key, out var bind))
            {
                bind(options, child, target);
            }
            else
            {
                OptionsBinder.RefuseKey(options, child, keys.Keys);
            }
        }
    }

    private static void BindTypes(LlmMonitoringOptions options, IConfigurationSection section, CustomEndpoint endpoint)
    {
        OptionsBinder.RefuseValue(options, section, "a section with a key for each type");
        foreach (var type in section.GetChildren())
        {
            OptionsBinder.Choice<CustomTypeMeaning>(options, type, value => endpoint.Types[type.Key] = value);
        }
    }

    private static void BindFinishReasons(LlmMonitoringOptions options, IConfigurationSection section, CustomEndpoint endpoint)
    {
        OptionsBinder.RefuseValue(options, section, "a section with a key for each finish reason");
        foreach (var reason in section.GetChildren())
        {
            endpoint.FinishReasons[reason.Key] = reason.Value ?? "";
        }
    }

    private static Dictionary<string, Binding<T>> Paths<T>(PathSetting<T>[] settings) => settings.ToDictionary(
        setting => setting.Name, Binding<T> (setting) => (_, section, target) => setting.Set(target, ReadPaths(section)), StringComparer.OrdinalIgnoreCase);

    /// <summary>What is there but empty means nowhere.</summary>
    private static JsonPaths ReadPaths(IConfigurationSection section)
    {
        JsonPaths paths = [];
        AddWords(section, paths);
        return paths;
    }

    /// <summary>One word or a list of them.</summary>
    private static void AddWords(IConfigurationSection section, IList<string> words)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            words.Add(section.Value);
        }

        foreach (var item in section.GetChildren())
        {
            words.Add(item.Value ?? "");
        }
    }
}
