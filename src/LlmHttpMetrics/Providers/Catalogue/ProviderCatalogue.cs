using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>All known providers, and how unknown hosts are handled.</summary>
internal sealed class ProviderCatalogue
{
    private static readonly HostTable Hosts = new(KnownProviders.All);

    private static readonly Provider[] Known = [.. KnownProviders.All, .. KnownProviders.AnyHost];

    private static readonly HashSet<string> KnownStores = [.. Stores(Known)];

    private static readonly Dictionary<string, WireFormat> KnownFormats = Known
        .SelectMany(provider => provider.Endpoints).Select(rule => rule.Format).DistinctBy(format => format.Name).ToDictionary(format => format.Name);

    private readonly bool _hasOwn;
    private readonly HostTable _own;
    private readonly Provider[] _ownAnywhere;
    private readonly HashSet<string> _ownNames;
    private readonly HintedProvider _hint;
    private readonly HashSet<string> _ownStores;
    private readonly EndpointCache _cache = new();
    private readonly Func<HttpMethod, Uri, Endpoint?> _match;

    /// <param name="hint">The provider to assume at unknown hosts; null to recognize them by path and payload.</param>
    /// <param name="own">Custom providers, which take precedence over the built-in ones.</param>
    public ProviderCatalogue(string? hint = null, IReadOnlyList<Provider>? own = null)
    {
        own ??= [];
        _hasOwn = own.Count > 0;
        _ownNames = [.. own.Select(provider => provider.Name)];
        _own = new HostTable(own.Select(provider => provider with { Hosts = [.. provider.Hosts.Where(host => host != HostTable.AnyHost)], OwnsHosts = true }));
        _ownAnywhere = [.. own.Where(provider => provider.Hosts.Contains(HostTable.AnyHost))];
        _hint = new HintedProvider(
            hint is null ? [] : [.. own.Concat(Known).Where(provider => provider.Name.Equals(hint, StringComparison.OrdinalIgnoreCase))]);
        _ownStores = [.. Stores(own)];
        _match = Match;
    }

    /// <summary>The names that a hint can have.</summary>
    public static IEnumerable<string> Names => Known.Select(provider => provider.Name).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The names of the built-in formats.</summary>
    public static IEnumerable<string> Formats => KnownFormats.Keys.Order(StringComparer.Ordinal);

    /// <summary>A built-in format by its name.</summary>
    public static WireFormat? Format(string name) => KnownFormats.GetValueOrDefault(name);

    /// <summary>The endpoint of a URL, or null if it certainly is not a model call.</summary>
    public Endpoint? Find(HttpMethod method, Uri uri) => _cache.GetOrAdd(method, uri, _match);

    /// <summary>The path segments below which stored answers are retrieved by id.</summary>
    private static IEnumerable<string> Stores(IEnumerable<Provider> providers) =>
        providers.SelectMany(provider => provider.Endpoints).Select(rule => rule.StoredIn).OfType<string>();

    /// <summary>
    /// The providers that may own the host, in order: a host name takes precedence over any host, a custom provider over a built-in one.
    /// </summary>
    private IEnumerable<Provider> Claimants(string host, int port)
    {
        if (!_hasOwn)
        {
            return Hosts.Of(host, port);
        }

        var known = Hosts.Of(host, port).ToLookup(provider => provider.Hosts.Contains(HostTable.AnyHost));
        return [.. _own.Of(host, port), .. known[false], .. _ownAnywhere, .. known[true]];
    }

    private Endpoint? Match(HttpMethod method, Uri uri)
    {
        var isFetch = method == HttpMethod.Get;
        if (!isFetch && method != HttpMethod.Post)
        {
            return null;
        }

        // Most GET requests are for other things, each with its own URL, and few path segments lead to a stored answer.
        EndpointPath path = new(uri.AbsolutePath);
        if (isFetch && !KnownStores.Contains(path.Folder) && !_ownStores.Contains(path.Folder))
        {
            return null;
        }

        EndpointMatch match = new(uri, path, [.. Claimants(uri.IdnHost, uri.Port)], _hint, _ownNames);
        return isFetch ? match.Stored() : match.Call();
    }
}
