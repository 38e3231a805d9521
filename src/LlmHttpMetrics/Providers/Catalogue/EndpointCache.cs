namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>Caches the endpoints of recent URLs, so that a call neither parses its URL nor allocates for it. Of fixed size.</summary>
internal sealed class EndpointCache
{
    private const int Slots = 256;

    private readonly Entry?[] _entries = new Entry?[Slots];
    private Entry? _last;

    public Endpoint? GetOrAdd(HttpMethod method, Uri uri, Func<HttpMethod, Uri, Endpoint?> match)
    {
        if (!uri.IsAbsoluteUri)
        {
            return null;
        }

        // The original text up to the query: the path of a Uri would be allocated for each request.
        var key = uri.OriginalString.AsSpan();
        if (key.IndexOfAny('?', '#') is var end and >= 0)
        {
            key = key[..end];
        }

        // Most clients call one URL.
        if (Volatile.Read(ref _last) is { } last && last.IsOf(method, key))
        {
            return last.Endpoint;
        }

        ref var slot = ref _entries[string.GetHashCode(key) & (Slots - 1)];
        var entry = Volatile.Read(ref slot);
        if (entry is null || !entry.IsOf(method, key))
        {
            entry = new Entry(key.ToString(), method, match(method, uri));
            Volatile.Write(ref slot, entry);
        }

        Volatile.Write(ref _last, entry);
        return entry.Endpoint;
    }

    private sealed record Entry(string Key, HttpMethod Method, Endpoint? Endpoint)
    {
        public bool IsOf(HttpMethod method, ReadOnlySpan<char> key) => Method == method && key.SequenceEqual(Key);
    }
}
