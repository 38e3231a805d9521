using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Providers.Custom;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>Binds the providers that a configuration describes, key by key, as <see cref="OptionsBinder"/> does.</summary>
internal static class CustomProviderBinder
{
    private static readonly Dictionary<string, SetKey<CustomProvider>> ProviderKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(CustomProvider.Name)] = (provider, setting) => provider.Name = setting.Value ?? "",
        [nameof(CustomProvider.Hosts)] = (provider, setting) => AddWords(setting, provider.Hosts),
        [nameof(CustomProvider.Endpoints)] = (provider, setting) => setting.List(provider.Endpoints, item => new CustomEndpoint { Setting = item.Path }, EndpointKeys!),
    };

    private static readonly Dictionary<string, SetKey<CustomEndpoint>> EndpointKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(CustomEndpoint.Path)] = (endpoint, setting) => endpoint.Path = setting.Value ?? "",
        [nameof(CustomEndpoint.Operation)] = (endpoint, setting) => endpoint.Operation = setting.Value ?? "",
        [nameof(CustomEndpoint.Framing)] = (endpoint, setting) => setting.Choice<CustomFraming>(value => endpoint.Framing = value),
        [nameof(CustomEndpoint.Streams)] = (endpoint, setting) => setting.Switch(value => endpoint.Streams = value),
        [nameof(CustomEndpoint.Format)] = (endpoint, setting) => endpoint.Format = setting.Value,
        [nameof(CustomEndpoint.Request)] = (endpoint, setting) => setting.Section(endpoint.Request, RequestKeys!),
        [nameof(CustomEndpoint.Response)] = (endpoint, setting) => setting.Section(endpoint.Response, ResponseKeys!),
        [nameof(CustomEndpoint.Events)] = (endpoint, setting) => setting.Section(endpoint.Events, ResponseKeys!),
        [nameof(CustomEndpoint.Types)] = Types,
        [nameof(CustomEndpoint.FinishReasons)] = FinishReasons,
    };

    private static readonly Dictionary<string, SetKey<CustomRequest>> RequestKeys = Paths(RequestSettings.All);

    private static readonly Dictionary<string, SetKey<CustomUsage>> UsageKeys = new(Paths(UsageSettings.All), StringComparer.OrdinalIgnoreCase)
    {
        [nameof(CustomUsage.InputExcludesCache)] = (usage, setting) => setting.Switch(value => usage.InputExcludesCache = value),
        [nameof(CustomUsage.OutputExcludesReasoning)] = (usage, setting) => setting.Switch(value => usage.OutputExcludesReasoning = value),
    };

    private static readonly Dictionary<string, SetKey<CustomResponse>> ResponseKeys = new(Paths(ResponseSettings.All), StringComparer.OrdinalIgnoreCase)
    {
        [nameof(CustomResponse.Usage)] = (response, setting) => setting.Section(response.Usage, UsageKeys),
    };

    public static void Bind(LlmMonitoringOptions options, Setting setting) =>
        setting.List(options.Providers, item => new CustomProvider { Setting = item.Path }, ProviderKeys, ManyProviders.Of);

    private static void Types(CustomEndpoint endpoint, Setting setting)
    {
        setting.RefuseValue("a section with a key for each type");
        foreach (var type in setting.Items)
        {
            type.Choice<CustomTypeMeaning>(value => endpoint.Types[type.Key] = value);
        }
    }

    private static void FinishReasons(CustomEndpoint endpoint, Setting setting)
    {
        setting.RefuseValue("a section with a key for each finish reason");
        foreach (var reason in setting.Items)
        {
            endpoint.FinishReasons[reason.Key] = reason.Value ?? "";
        }
    }

    private static Dictionary<string, SetKey<T>> Paths<T>(PathSetting<T>[] settings) => settings.ToDictionary(
        setting => setting.Name, SetKey<T> (setting) => (target, place) => setting.Set(target, ReadPaths(place)), StringComparer.OrdinalIgnoreCase);

    /// <summary>What is there but empty means nowhere.</summary>
    private static JsonPaths ReadPaths(Setting setting)
    {
        JsonPaths paths = [];
        AddWords(setting, paths);
        return paths;
    }

    /// <summary>One word or a list of them.</summary>
    private static void AddWords(Setting setting, IList<string> words)
    {
        if (!string.IsNullOrEmpty(setting.Value))
        {
            words.Add(setting.Value);
        }

        foreach (var item in setting.Items)
        {
            words.Add(item.Value ?? "");
        }
    }
}
