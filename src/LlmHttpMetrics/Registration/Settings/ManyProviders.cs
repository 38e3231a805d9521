using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Providers.Custom;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Registration.Settings;

/// <summary>
/// Reads a long list of providers in time that grows with its length. A configuration lists what stands in one place by going through all of its
/// keys, so that listing thousands of places takes minutes; to look up a key by its name takes no time. So where the list is long, only the first places are
/// listed, and in the others the names of all settings are looked up, with the types and finish reasons that the first have.
/// </summary>
internal sealed class ManyProviders
{
    /// <summary>Up to so many are listed, each.</summary>
    public const int Few = 500;

    /// <summary>Of more than that, so many.</summary>
    public const int Listed = 50;

    private static readonly string[] OfProvider = [nameof(CustomProvider.Name)];

    private static readonly string[] OfEndpoint =
    [
        nameof(CustomEndpoint.Path), nameof(CustomEndpoint.Operation), nameof(CustomEndpoint.Framing), nameof(CustomEndpoint.Streams), nameof(CustomEndpoint.Format),
        nameof(CustomEndpoint.Types), nameof(CustomEndpoint.FinishReasons), nameof(CustomEndpoint.Request), nameof(CustomEndpoint.Response), nameof(CustomEndpoint.Events),
        .. OfUsage(nameof(CustomEndpoint.Response)), .. OfUsage(nameof(CustomEndpoint.Events)),
    ];

    private static readonly string[] ListsOfEndpoint =
    [
        .. RequestSettings.All.Select(setting => Join(nameof(CustomEndpoint.Request), setting.Name)),
        .. ListsOf(nameof(CustomEndpoint.Response)), .. ListsOf(nameof(CustomEndpoint.Events)),
    ];

    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    private ManyProviders(IEnumerable<IConfigurationSection> listed)
    {
        foreach (var endpoint in listed.SelectMany(provider => provider.GetSection(nameof(CustomProvider.Endpoints)).GetChildren()))
        {
            foreach (var section in new[] { nameof(CustomEndpoint.Types), nameof(CustomEndpoint.FinishReasons) })
            {
                _words.UnionWith(endpoint.GetSection(section).GetChildren().Select(word => Join(section, word.Key)));
            }
        }
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
        Dictionary<string, string?> copy = new(StringComparer.OrdinalIgnoreCase);
        Keep(copy, place, place.Path, "");
        CopyKeys(copy, place, "", OfProvider);
        CopyList(copy, place, nameof(CustomProvider.Hosts));
        Keep(copy, place, place.Path, nameof(CustomProvider.Endpoints));
        for (var i = 0; CopyEndpoint(copy, place, Join(nameof(CustomProvider.Endpoints), Number(i))); i++)
        {
            // Lists are numbered from 0, as JSON's are.
        }

        return new ConfigurationBuilder().AddInMemoryCollection(copy).Build().GetSection(place.Path);
    }

    /// <summary>False where there is no such endpoint.</summary>
    private bool CopyEndpoint(Dictionary<string, string?> copy, IConfigurationSection place, string endpoint)
    {
        var before = copy.Count;
        Keep(copy, place, place.Path, endpoint);
        CopyKeys(copy, place, endpoint, OfEndpoint);
        CopyKeys(copy, place, endpoint, _words);
        foreach (var list in ListsOfEndpoint)
        {
            CopyList(copy, place, Join(endpoint, list));
        }

        return copy.Count > before;
    }

    private static void CopyKeys(Dictionary<string, string?> copy, IConfigurationSection place, string prefix, IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            Keep(copy, place, place.Path, prefix.Length == 0 ? key : Join(prefix, key));
        }
    }

    /// <summary>One word or a list of them.</summary>
    private static void CopyList(Dictionary<string, string?> copy, IConfigurationSection place, string list)
    {
        Keep(copy, place, place.Path, list);
        for (var i = 0; Keep(copy, place, place.Path, Join(list, Number(i))); i++)
        {
            // Up to the first that is not there.
        }
    }

    private static bool Keep(Dictionary<string, string?> copy, IConfigurationSection place, string path, string key)
    {
        if ((key.Length == 0 ? place.Value : place[key]) is not { } value)
        {
            return false;
        }

        copy[key.Length == 0 ? path : Join(path, key)] = value;
        return true;
    }

    private static IEnumerable<string> OfUsage(string section) =>
    [
        Join(section, nameof(CustomResponse.Usage)),
        Join(section, Join(nameof(CustomResponse.Usage), nameof(CustomUsage.InputExcludesCache))),
        Join(section, Join(nameof(CustomResponse.Usage), nameof(CustomUsage.OutputExcludesReasoning))),
    ];

    private static IEnumerable<string> ListsOf(string section) =>
        ResponseSettings.All.Select(setting => Join(section, setting.Name))
            .Concat(UsageSettings.All.Select(setting => Join(section, Join(nameof(CustomResponse.Usage), setting.Name))));

    private static string Join(string section, string key) => section + ConfigurationPath.KeyDelimiter + key;

    private static string Number(int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
