using LlmHttpMetrics.Observation.Wire;

namespace LlmHttpMetrics.Identification;

/// <summary>Every provider we know, and what is made of hosts we do not know.</summary>
internal sealed class ProviderCatalogue
{
    /// <summary>An OpenAI-compatible host that is nobody's.</summary>
    public const string OpenAiCompatible = "openai_compatible";

    private static readonly Provider[] Known =
    [
        .. Providers.Ai21.Ai21Providers.All,
        .. Providers.Anthropic.AnthropicProviders.All,
        .. Providers.AwsBedrock.AwsBedrockProviders.All,
        .. Providers.AwsSageMaker.AwsSageMakerProviders.All,
        .. Providers.AzureInference.AzureInferenceProviders.All,
        .. Providers.AzureOpenAi.AzureOpenAiProviders.All,
        .. Providers.Cloudflare.CloudflareProviders.All,
        .. Providers.Cohere.CohereProviders.All,
        .. Providers.DashScope.DashScopeProviders.All,
        .. Providers.Databricks.DatabricksProviders.All,
        .. Providers.GigaChat.GigaChatProviders.All,
        .. Providers.Google.GoogleProviders.All,
        .. Providers.HuggingFace.HuggingFaceProviders.All,
        .. Providers.Jina.JinaProviders.All,
        .. Providers.Mixedbread.MixedbreadProviders.All,
        .. Providers.Mistral.MistralProviders.All,
        .. Providers.Nomic.NomicProviders.All,
        .. Providers.Nvidia.NvidiaProviders.All,
        .. Providers.Ollama.OllamaProviders.All,
        .. Providers.OpenAi.OpenAiProviders.All,
        .. Providers.Replicate.ReplicateProviders.All,
        .. Providers.Snowflake.SnowflakeProviders.All,
        .. Providers.Voyage.VoyageProviders.All,
        .. Providers.Watsonx.WatsonxProviders.All,
        .. Providers.Yandex.YandexProviders.All,
    ];

    private static readonly Provider[] AnyHost =
    [
        new(OpenAiCompatible, [], Providers.OpenAi.OpenAiEndpoints.All),
        new("anthropic", [], Providers.Anthropic.AnthropicEndpoints.All),
        new(OpenAiCompatible, [], Providers.Google.GeminiEndpoints.All),
        new("ollama", [], Providers.Ollama.OllamaEndpoints.All),
        new("cohere", [], Providers.Cohere.CohereEndpoints.All),
        .. Providers.AwsBedrock.AwsBedrockProviders.AnyHost,
    ];

    private static readonly HostTable Hosts = new(Known);

    private static readonly Dictionary<string, WireFormat> KnownFormats = Known.Concat(AnyHost)
        .SelectMany(provider => provider.Endpoints).Select(rule => rule.Format).DistinctBy(format => format.Name).ToDictionary(format => format.Name);

    private readonly bool _hasOwn;
    private readonly HostTable _own;
    private readonly Provider[] _ownAnywhere;
    private readonly HashSet<string> _ownNames;
    private readonly Provider[] _hinted;
    private readonly EndpointCache _cache = new();
    private readonly Func<HttpMethod, Uri, Endpoint?> _match;

    /// <param name="hint">The provider to assume at hosts that are nobody's; null to judge them by path and payload.</param>
    /// <param name="own">The user's own providers, which go before those we know.</param>
    public ProviderCatalogue(string? hint = null, IReadOnlyList<Provider>? own = null)
    {
        own ??= [];
        _hasOwn = own.Count > 0;
        _ownNames = [.. own.Select(provider => provider.Name)];
        _own = new HostTable(own.Select(provider => provider with { Hosts = [.. provider.Hosts.Where(host => host != HostTable.AnyHost)] }));
        _ownAnywhere = [.. own.Where(provider => provider.Hosts.Contains(HostTable.AnyHost))];
        _hinted = hint is null ? [] : [.. own.Concat(Known).Concat(AnyHost).Where(provider => provider.Name == hint)];
        _match = Match;
    }

    /// <summary>The names that a hint may have.</summary>
    public static IEnumerable<string> Names => Known.Concat(AnyHost).Select(provider => provider.Name).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The names of the formats that our tables hold.</summary>
    public static IEnumerable<string> Formats => KnownFormats.Keys.Order(StringComparer.Ordinal);

    /// <summary>A format of our tables by its name.</summary>
    public static WireFormat? Format(string name) => KnownFormats.GetValueOrDefault(name);

    /// <summary>What the URL is an endpoint of, or null where it is certainly no model call.</summary>
    public Endpoint? Find(HttpMethod method, Uri uri) => _cache.GetOrAdd(method, uri, _match);

    /// <summary>Who may own the host, in order: what is said of it by name goes before what is said of any host, the user's word before ours.</summary>
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
        var path = new EndpointPath(uri.AbsolutePath);
        if (method == HttpMethod.Get)
        {
            return MatchStored(uri, path);
        }

        if (method != HttpMethod.Post)
        {
            return null;
        }

        foreach (var provider in Claimants(uri.IdnHost, uri.Port))
        {
            if (path.StartsWith(provider.PathStart) && path.Rule(provider.Endpoints) is { } rule)
            {
                return rule.IsModelCall ? Create(provider, rule, OwnEvidence(provider, rule), uri, path, _ownNames.Contains(provider.Name) ? Recognition.Own : Recognition.Host) : null;
            }
        }

        if (Hosts.Of(uri.IdnHost, uri.Port).Any(provider => provider.PathStart.Length == 0 && !provider.Hosts.Contains("*")))
        {
            return null;
        }

        foreach (var provider in _hinted)
        {
            if (path.Rule(provider.Endpoints) is { } rule)
            {
                return Create(provider, rule, OwnEvidence(provider, rule), uri, path, Recognition.Hint);
            }
        }

        // With a hint a path that says nothing is read as the provider's first endpoint, if the payload fits it.
        foreach (var provider in _hinted.Take(1))
        {
            return Create(provider, provider.Endpoints[0], provider.Endpoints[0].Evidence ?? RequestEvidence.Model, uri, path, Recognition.Hint);
        }

        foreach (var provider in AnyHost)
        {
            if (path.StartsWith(provider.PathStart) && path.Rule(provider.Endpoints) is { Evidence: { } evidence } rule)
            {
                return Create(provider, rule, evidence, uri, path, Recognition.Payload);
            }
        }

        return null;
    }

    /// <summary>An answer is looked at that was made before.</summary>
    private static Endpoint? MatchStored(Uri uri, EndpointPath path)
    {
        foreach (var provider in Hosts.Of(uri.IdnHost, uri.Port))
        {
            if (path.StartsWith(provider.PathStart) && Array.Find(provider.Endpoints, rule => path.IsStoredIn(rule.StoredIn)) is { } rule)
            {
                return new Endpoint(provider.Name, Operations.FetchResponse, rule.Format, RequestEvidence.None)
                {
                    ServerAddress = uri.IdnHost,
                    ServerPort = uri.Port,
                    RecognizedBy = Recognition.Host,
                    Counted = false,
                };
            }
        }

        return null;
    }

    private static Endpoint Create(Provider provider, EndpointRule rule, RequestEvidence evidence, Uri uri, EndpointPath path, string recognizedBy) =>
        new(provider.Name, rule.Operation, rule.Format, evidence)
        {
            ServerAddress = uri.IdnHost,
            ServerPort = uri.Port,
            RecognizedBy = recognizedBy,
            PathModel = path.Model(rule) ?? (provider.ModelSegment is { } segment ? path.After(segment) : path.ActedOn(rule.PathEnd)),
            Streams = rule.Streams,
        };

    private static RequestEvidence OwnEvidence(Provider provider, EndpointRule rule) =>
        provider.NeedsEvidence || rule.IsShared ? rule.Evidence ?? RequestEvidence.Model : RequestEvidence.None;
}
