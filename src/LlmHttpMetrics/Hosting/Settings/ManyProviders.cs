using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Providers.Custom;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>
/// Reads a long list of providers in linear time. A configuration enumerates the keys below a section by going through all of its keys, so that
/// enumerating thousands of sections takes minutes, while a look-up of a key takes a fraction of a microsecond. In a long list only the first sections
/// are enumerated; in the others the names of all settings are looked up, and the types and finish reasons that the first have.
/// </summary>
internal sealed class ManyProviders
{
    /// <summary>Up to this many are all enumerated.</summary>
    public const int Few = 500;

    /// <summary>How many are enumerated of a longer list.</summary>
    public const int Listed = 10;

    private readonly List<EndpointKeys> _endpoints = [];
    private readonly string[] _words;

    private ManyProviders(IEnumerable<IConfigurationSection> listed)
    {
        var endpoints = listed.SelectMany(provider => provider.GetSection(nameof(CustomProvider.Endpoints)).GetChildren());
        _words = [.. endpoints.SelectMany(Words).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The places of the list, as they are to be read.</summary>
    public static IEnumerable<IConfigurationSection> Of(IReadOnlyList<IConfigurationSection> places)
    {
        if (places.Count <= Few)
        {
            return places;
        }

        ManyProviders many = new(places.Take(Listed));
        return places.Take(Listed).Concat(places.Skip(Listed).Select(many.Copy));
    }

    /// <summary>A configuration of this provider alone, under the same names.</summary>
    private IConfigurationSection Copy(IConfigurationSection place)
    {
        Dictionary<string, string?> copy = new(StringComparer.OrdinalIgnoreCase) { [place.Path] = place.Value };
        Keep(copy, place, nameof(CustomProvider.Name));
        Keep(copy, place, nameof(CustomProvider.Endpoints));
        KeepList(copy, place, nameof(CustomProvider.Hosts), Join(nameof(CustomProvider.Hosts), Number(0)));

        // Lists are numbered from 0 without a gap, as JSON's are.
        for (var i = 0; KeepEndpoint(copy, place, KeysOf(i)); i++)
        {
        }

        return new ConfigurationBuilder().AddInMemoryCollection(copy).Build().GetSection(place.Path);
    }

    private EndpointKeys KeysOf(int index)
    {
        if (index == _endpoints.Count)
        {
            _endpoints.Add(new EndpointKeys(Join(nameof(CustomProvider.Endpoints), Number(index)), _words));
        }

        return _endpoints[index];
    }

    /// <summary>False where there is no such endpoint: one without any of the settings that have one value is none.</summary>
    private static bool KeepEndpoint(Dictionary<string, string?> copy, IConfigurationSection place, EndpointKeys keys)
    {
        var found = false;
        foreach (var key in keys.Values)
        {
            found |= Keep(copy, place, key);
        }

        if (found)
        {
            foreach (var (list, first) in keys.Lists)
            {
                KeepList(copy, place, list, first);
            }
        }

        return found;
    }

    /// <summary>One word or a list of them.</summary>
    private static void KeepList(Dictionary<string, string?> copy, IConfigurationSection place, string list, string first)
    {
        Keep(copy, place, list);
        var isThere = Keep(copy, place, first);
        for (var i = 1; isThere; i++)
        {
            isThere = Keep(copy, place, Join(list, Number(i)));
        }
    }

    private static bool Keep(Dictionary<string, string?> copy, IConfigurationSection place, string key)
    {
        if (place[key] is not { } value)
        {
            return false;
        }

        copy[Join(place.Path, key)] = value;
        return true;
    }

    /// <summary>The types and finish reasons of an endpoint, whose names may be any.</summary>
    private static IEnumerable<string> Words(IConfigurationSection endpoint) =>
        new[] { nameof(CustomEndpoint.Types), nameof(CustomEndpoint.FinishReasons) }
            .SelectMany(section => endpoint.GetSection(section).GetChildren().Select(word => Join(section, word.Key)));

    private static string Join(string section, string key) => section + ConfigurationPath.KeyDelimiter + key;

    private static string Number(int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The keys of an endpoint, which are the same in all providers.</summary>
    private sealed class EndpointKeys(string endpoint, string[] words)
    {
        private static readonly string[] Single =
        [
            nameof(CustomEndpoint.Path), nameof(CustomEndpoint.Operation), nameof(CustomEndpoint.Framing), nameof(CustomEndpoint.Streams),
            nameof(CustomEndpoint.Format), nameof(CustomEndpoint.Types), nameof(CustomEndpoint.FinishReasons),
            nameof(CustomEndpoint.Request), nameof(CustomEndpoint.Response), nameof(CustomEndpoint.Events),
            .. OfUsage(nameof(CustomEndpoint.Response)), .. OfUsage(nameof(CustomEndpoint.Events)),
        ];

        private static readonly string[] Multiple =
        [
            .. RequestSettings.All.Select(setting => Join(nameof(CustomEndpoint.Request), setting.Name)),
            .. ListsOf(nameof(CustomEndpoint.Response)), .. ListsOf(nameof(CustomEndpoint.Events)),
        ];

        /// <summary>Of one value each.</summary>
        public string[] Values { get; } = [endpoint, .. Single.Concat(words).Select(key => Join(endpoint, key))];

        /// <summary>Of one word or several, and the key of the first of several.</summary>
        public (string List, string First)[] Lists { get; } = [.. Multiple.Select(key => Join(endpoint, key)).Select(list => (list, Join(list, Number(0))))];

        private static string[] OfUsage(string section)
        {
            var usage = Join(section, nameof(CustomResponse.Usage));
            return [usage, Join(usage, nameof(CustomUsage.InputExcludesCache)), Join(usage, nameof(CustomUsage.OutputExcludesReasoning))];
        }

        private static IEnumerable<string> ListsOf(string section) =>
            ResponseSettings.All.Select(setting => Join(section, setting.Name))
                .Concat(UsageSettings.All.Select(setting => Join(Join(section, nameof(CustomResponse.Usage)), setting.Name)));
    }
}
