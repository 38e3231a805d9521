namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>The provider that the options assume at hosts that no table knows.</summary>
internal sealed class HintedProvider(Provider[] rows)
{
    /// <summary>
    /// Segments of paths at which nothing is generated although the payload may look so: counts of tokens, stored things, jobs. A hint
    /// makes no model call of them.
    /// </summary>
    private static readonly HashSet<string> Excluded = new(StringComparer.OrdinalIgnoreCase)
    {
        "apply-template", "assistants", "batches", "cachedContents", "cancel", "containers", "conversations", "count-tokens", "count_tokens", "detokenize",
        "evals", "files", "fine-tuning", "fine_tuning", "fine_tunes", "input_tokens", "items", "jobs", "organization", "realtime", "runs", "threads", "tokenize", "tokens",
        "uploads",
        "vector_stores",
    };

    /// <summary>The name it gives to hosts that no table knows; null without a hint.</summary>
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

    /// <summary>A path that says nothing is read as the provider's first endpoint, if the payload fits it.</summary>
    public (Provider Provider, EndpointRule Rule)? Guess(EndpointPath path) =>
        rows.Length > 0 && !path.HoldsAny(Excluded) && !path.HasAction ? (rows[0], rows[0].Endpoints[0]) : null;

    /// <summary>The endpoint whose stored answer the path leads to.</summary>
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
