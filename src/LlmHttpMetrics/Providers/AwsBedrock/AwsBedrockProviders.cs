using LlmHttpMetrics.Providers.Anthropic;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.AwsBedrock;

/// <summary>
/// Bedrock's runtime, with its regional, FIPS, dual-stack and private host names: https://docs.aws.amazon.com/general/latest/gr/bedrock.html and
/// https://docs.aws.amazon.com/bedrock/latest/userguide/vpc-interface-endpoints.html.
/// </summary>
internal static class AwsBedrockProviders
{
    private const string Name = "aws.bedrock";

    private static readonly string[] Domains = ["*.amazonaws.com", "*.amazonaws.com.cn", "*.api.aws", "*.api.amazonwebservices.com.cn"];

    /// <summary>Converse, and the models' own APIs.</summary>
    internal static readonly EndpointRule[] Endpoints =
    [
        new("/converse", Operations.Chat, Converse.Format, RequestEvidence.Messages),
        new("/converse-stream", Operations.Chat, Converse.Format, RequestEvidence.Messages) { Streams = true },
        new("/invoke", Operations.Chat, Invoke.Format, RequestEvidence.Input),
        new("/invoke-with-response-stream", Operations.Chat, Invoke.Format, RequestEvidence.Input) { Streams = true },

        // Titan's embeddings have the same member as its text models, so the model's name decides.
        new("/invoke", Operations.Embeddings, Embeddings.Format, RequestEvidence.Input) { PathPart = "embed" },
        new("/invoke", Operations.Rerank, Invoke.WithoutTokens, RequestEvidence.Input) { PathPart = "rerank" },
        new("/invoke", Operations.ImageGeneration, Invoke.WithoutTokens) { PathPart = "image" },
        new("/invoke", Operations.ImageGeneration, Invoke.WithoutTokens) { PathPart = "canvas" },
        new("/invoke", Operations.ImageGeneration, Invoke.WithoutTokens) { PathPart = "stability." },
    ];

    public static readonly Provider[] All =
    [
        new(Name, Domains, Endpoints) { HostLabel = "bedrock-runtime", PathStart = "/model/", ModelSegment = "model" },
        new(Name, Domains, OpenAiEndpoints.All) { HostLabel = "bedrock-runtime", PathStart = "/openai/" },
        new(Name, Domains, [.. OpenAiEndpoints.All, .. AnthropicEndpoints.All]) { HostLabel = "bedrock-mantle" },
    ];

    /// <summary>Its API at another host: a proxy, which may add a path segment before it, or an emulator.</summary>
    public static readonly Provider[] AnyHost =
    [
        new(Name, [], Endpoints) { PathStart = "/model/", ModelSegment = "model" },
        new(Name, [], Endpoints) { PathStart = "/*/model/", ModelSegment = "model" },
    ];
}
