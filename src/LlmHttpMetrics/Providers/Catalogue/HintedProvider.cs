namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>The provider that the options set for unknown hosts.</summary>
internal sealed class HintedProvider(Provider[] rows)
{
    /// <summary>
    /// Segments of paths that generate nothing although the payload may look like a model call: token counts, stored objects, jobs. A hint does
    /// not make them model calls.
    /// </summary>
    private static readonly HashSet<string> Excluded = new(StringComparer.OrdinalIgnoreCase)
    {
        "apply-template", "assistants", "batches", "cachedContents", "cancel", "containers", "conversations", "count-tokens", "count_tokens", "detokenize",
        "evals", "files", "fine-tuning", "fine_tuning", "fine_tunes", "input_tokens", "items", "jobs", "organization", "realtime", "runs", "threads",
        "tokenize", "tokens", "uploads", "vector_stores",
    };

    /// <summary>The provider name for unknown hosts; null without a hint.</summary>
    public string? Name => rows.Length > 0 ? rows[0].Name : null;

    /// <summary>The provider's rule for a path.</summary>
    public (Provider Provider, EndpointRule Rule)? Find(EndpointPath path)
    {
        foreach (var provider in rows)
        {
            if (path.Rule(provider.Endpoints) is { } rule)
            {
                return (provider, rule);
            }
        }

        return null;
    }

    /// <summary>An unknown path is read as the provider's first endpoint, if the payload matches.</summary>
    public (Provider Provider, EndpointRule Rule)? Guess(EndpointPath path) =>
        rows.Length > 0 && !path.HoldsAny(Excluded) && !path.HasAction ? (rows[0], rows[0].Endpoints[0]) : null;

    /// <summary>The endpoint whose stored answer the path retrieves.</summary>
    public (Provider Provider, EndpointRule Rule)? FindStored(EndpointPath path)
    {
        foreach (var provider in rows)
        {
            if (path.StoredRule(provider.Endpoints) is { } rule)
            {
                return (provider, rule);
            }
        }

        return null;
    }
}
