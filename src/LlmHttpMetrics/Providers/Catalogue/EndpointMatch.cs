using LlmHttpMetrics.Vocabulary;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>Decides what one URL is: first by the tables of those who may own its host, then by the hint, then as it would be read anywhere.</summary>
/// <param name="uri">The URL.</param>
/// <param name="path">Its path.</param>
/// <param name="claimants">Who may own the host, in order.</param>
/// <param name="hint">The provider to assume at hosts that no table knows.</param>
/// <param name="ownNames">The names of the user's own providers.</param>
internal readonly struct EndpointMatch(Uri uri, EndpointPath path, Provider[] claimants, HintedProvider hint, HashSet<string> ownNames)
{
    /// <summary>The segment before the deployment's name in paths as Azure OpenAI has them, which gateways keep.</summary>
    private const string Deployments = "deployments";

    /// <summary>What is asked of a model there; null where that is certainly nothing.</summary>
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

    /// <summary>An answer is looked at that was made before.</summary>
    public Endpoint? Stored()
    {
        foreach (var provider in claimants)
        {
            if (path.StartsWith(provider.PathStart) && path.StoredRule(provider.Endpoints) is { } rule)
            {
                return Fetch(provider.Name, rule, Recognition.Host, isAlwaysSeen: !provider.Hosts.Contains(HostTable.AnyHost));
            }
        }

        var owner = Owner();
        if (hint.FindStored(path) is { } hinted)
        {
            return Fetch(owner?.Name ?? hinted.Provider.Name, hinted.Rule, Recognition.Hint, isAlwaysSeen: owner is null);
        }

        foreach (var provider in KnownProviders.AnyHost)
        {
            if (path.StartsWith(provider.PathStart) && path.StoredRule(provider.Endpoints) is { } rule)
            {
                return Fetch(owner?.Name ?? hint.Name ?? provider.Name, rule, Recognition.Payload, isAlwaysSeen: false);
            }
        }

        return null;
    }

    /// <summary>
    /// What the provider of the host has no rule for is read as it would be anywhere, under the provider's name. Other things may lie there
    /// too, so that the payload has to show what it is, whatever the hint says.
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

    /// <param name="name">Whose host it is; null where that is for the path to say.</param>
    /// <param name="longerThan">Only an end of the path that is longer counts.</param>
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

    /// <summary>What a rule says of the path; a rule for models of every kind (<c>/models/{*}</c>) gives way to what says more of it.</summary>
    private Endpoint? OfRule(Provider provider, EndpointRule rule, RequestEvidence evidence, string recognizedBy, string name) =>
        !rule.IsModelCall ? null : (rule.IsShared ? AtAnyHost(name, longerThan: rule.Length) : null) ?? Create(provider, rule, evidence, recognizedBy, name);

    /// <summary>Whose host it is: of several, the one to whom the beginning of the path belongs.</summary>
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
    /// <param name="rule">The endpoint that made the answer.</param>
    /// <param name="recognizedBy">What told whose it is.</param>
    /// <param name="isAlwaysSeen">False where only an answer whose usage is awaited shows that this is no other thing.</param>
    private Endpoint Fetch(string name, EndpointRule rule, string recognizedBy, bool isAlwaysSeen) =>
        new(name, Operations.FetchResponse, rule.Format, RequestEvidence.None)
        {
            ServerAddress = uri.IdnHost,
            ServerPort = uri.Port,
            RecognizedBy = recognizedBy,
            AwaitedId = isAlwaysSeen ? null : path.Last,
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
