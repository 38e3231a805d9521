namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>Finds the providers of a host: by its name, by one of its parent domains, by its port, or the providers of any host.</summary>
internal sealed class HostTable
{
    public const string AnyHost = "*";
    private readonly bool _hasPorts;
    private readonly Dictionary<string, List<Provider>> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public HostTable(IEnumerable<Provider> providers)
    {
        // Of the providers of a host, the one for fewer of its paths comes first, whatever their order.
        foreach (var provider in providers.OrderByDescending(provider => provider.PathStart.Length))
        {
            foreach (var host in provider.Hosts)
            {
                if (!_hosts.TryGetValue(host, out var list))
                {
                    _hosts[host] = list = [];
                }

                list.Add(provider);
                _hasPorts |= host.Contains(':', StringComparison.Ordinal) && !host.StartsWith("*:", StringComparison.Ordinal);
            }
        }
    }

    /// <summary>The providers that a host may belong to, the most specific first.</summary>
    public IEnumerable<Provider> Of(string host, int port)
    {
        foreach (var name in Names(host, port))
        {
            if (_hosts.TryGetValue(name, out var providers))
            {
                foreach (var provider in providers)
                {
                    if (provider.HostLabel is null || HasLabel(host, provider.HostLabel))
                    {
                        yield return provider;
                    }
                }
            }
        }
    }

    private static bool HasLabel(string host, string label) => Array.Exists(
        host.Split('.'),
        other => other.StartsWith(label, StringComparison.OrdinalIgnoreCase) && (other.Length == label.Length || other[label.Length] == '-'));

    private IEnumerable<string> Names(string host, int port)
    {
        if (_hasPorts)
        {
            yield return $"{host}:{port}";
        }

        yield return host;

        // A wildcard stands for whole labels (*.openai.azure.com) or for the beginning of one (*-aiplatform.googleapis.com).
        for (var i = 1; i < host.Length; i++)
        {
            if (host[i] is '.' or '-')
            {
                if (_hasPorts)
                {
                    yield return $"*{host[i..]}:{port}";
                }

                yield return "*" + host[i..];
            }
        }

        yield return $"*:{port}";
        yield return AnyHost;
    }
}
