using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>
/// Finds the endpoint of one URL: first in the tables of the providers that may own its host, then by the hint, then by the formats of any host.
/// </summary>
/// <param name="uri">The URL.</param>
/// <param name="path">Its path.</param>
/// <param name="claimants">The providers that may own the host, in order.</param>
/// <param name="hint">The provider to assume at unknown hosts.</param>
/// <param name="ownNames">The names of the custom providers.</param>
internal readonly struct EndpointMatch(Uri uri, EndpointPath path, Provider[] claimants, HintedProvider hint, HashSet<string> ownNames)
{
    /// <summary>The segment before the deployment's name in Azure OpenAI's paths, which gateways keep.</summary>
    private const string Deployments = "deployments";

    /// <summary>The endpoint of a model call; null if it certainly is none.</summary>
    public Endpoint? Call()
    {
        foreach (var provider in claimants)
        {
            if (path.StartsWith(provider.PathStart) && path.Rule(provider.Endpoints) is { } rule)
            {
                var recognition = ownNames.Contains(provider.Name) ? Recognition.Own : Recognition.Host;
                return OfRule(provider, rule, OwnEvidence(provider, rule), recognition, provider.Name);
            }
        }

        return Owner() is { } owner ? AtKnownHost(owner.Name) : AtUnknownHost();
    }

    /// <summary>The endpoint of a stored answer that is retrieved.</summary>
    public Endpoint? Stored()
    {
        foreach (var provider in claimants)
        {
            if (path.StartsWith(provider.PathStart) && path.StoredRule(provider.Endpoints) is { } rule)
            {
                return Fetch(provider.Name, rule, Recognition.Host, isAlwaysRecorded: !provider.Hosts.Contains(HostTable.AnyHost));
            }
        }

        var owner = Owner();
        if (hint.FindStored(path) is { } hinted)
        {
            return Fetch(owner?.Name ?? hinted.Provider.Name, hinted.Rule, Recognition.Hint, isAlwaysRecorded: owner is null);
        }

        foreach (var provider in KnownProviders.AnyHost)
        {
            if (path.StartsWith(provider.PathStart) && path.StoredRule(provider.Endpoints) is { } rule)
            {
                return Fetch(owner?.Name ?? hint.Name ?? provider.Name, rule, Recognition.Payload, isAlwaysRecorded: false);
            }
        }

        return null;
    }

    /// <summary>
    /// A path that the host's provider has no rule for is read as at any host, with the provider's name. The path may also serve something else,
    /// so the payload has to show that it is a model call, whatever the hint says.
    /// </summary>
    private Endpoint? AtKnownHost(string name)
    {
        if (hint.Find(path) is { } hinted)
        {
            return OfRule(hinted.Provider, hinted.Rule, Evidence(hinted.Rule), Recognition.Hint, name);
        }

        return AtAnyHost(name)
            ?? (hint.Guess(path) is { } guess
                ? Create(guess.Provider, guess.Rule, Evidence(guess.Rule) | RequestEvidence.Model, Recognition.Hint, name)
                : null);
    }

    private Endpoint? AtUnknownHost()
    {
        if (hint.Find(path) is { } hinted)
        {
            return OfRule(hinted.Provider, hinted.Rule, OwnEvidence(hinted.Provider, hinted.Rule), Recognition.Hint, hinted.Provider.Name);
        }

        return AtAnyHost(hint.Name)
            ?? (hint.Guess(path) is { } guess ? Create(guess.Provider, guess.Rule, Evidence(guess.Rule), Recognition.Hint, guess.Provider.Name) : null);
    }

    /// <param name="name">The provider of the host; null if the path decides.</param>
    /// <param name="longerThan">Only longer path ends are used.</param>
    private Endpoint? AtAnyHost(string? name, int longerThan = 0)
    {
        foreach (var provider in KnownProviders.AnyHost)
        {
            if (path.StartsWith(provider.PathStart) && path.Rule(provider.Endpoints) is { Evidence: { } evidence } rule && rule.Length > longerThan)
            {
                return Create(provider, rule, evidence, Recognition.Payload, name ?? provider.Name);
            }
        }

        return null;
    }

    /// <summary>The endpoint of a rule; a rule for models of every kind (<c>/models/{*}</c>) yields to more specific ones.</summary>
    private Endpoint? OfRule(Provider provider, EndpointRule rule, RequestEvidence evidence, string recognizedBy, string name) =>
        !rule.IsModelCall ? null : (rule.IsShared ? AtAnyHost(name, longerThan: rule.Length) : null) ?? Create(provider, rule, evidence, recognizedBy, name);

    /// <summary>The provider of the host; if there are several, the one that the beginning of the path belongs to.</summary>
    private Provider? Owner()
    {
        Provider? first = null;
        foreach (var provider in claimants)
        {
            if (!provider.OwnsHosts)
            {
                continue;
            }

            if (path.StartsWith(provider.PathStart))
            {
                return provider;
            }

            first ??= provider;
        }

        return first;
    }

    /// <param name="name">The provider.</param>
    /// <param name="rule">The endpoint that generated the answer.</param>
    /// <param name="recognizedBy">How the provider was recognized.</param>
    /// <param name="isAlwaysRecorded">False if only an answer whose usage is awaited shows that this is a stored answer.</param>
    private Endpoint Fetch(string name, EndpointRule rule, string recognizedBy, bool isAlwaysRecorded) =>
        new(name, Operations.FetchResponse, rule.Format, RequestEvidence.None)
        {
            ServerAddress = uri.IdnHost,
            ServerPort = uri.Port,
            RecognizedBy = recognizedBy,
            AwaitedId = isAlwaysRecorded ? null : path.Last,
            Counted = false,
        };

    private Endpoint Create(Provider provider, EndpointRule rule, RequestEvidence evidence, string recognizedBy, string name) =>
        new(name, rule.Operation, rule.Format, evidence)
        {
            ServerAddress = uri.IdnHost,
            ServerPort = uri.Port,
            RecognizedBy = recognizedBy,
            PathModel = path.Model(rule)
                ?? (provider.ModelSegment is { } segment ? path.After(segment) : path.ActedOn(rule.PathEnd) ?? path.After(Deployments)),
            Streams = rule.Streams,
        };

    private static RequestEvidence OwnEvidence(Provider provider, EndpointRule rule) =>
        provider.NeedsEvidence || rule.IsShared ? Evidence(rule) : RequestEvidence.None;

    private static RequestEvidence Evidence(EndpointRule rule) => rule.Evidence ?? RequestEvidence.Model;
}
