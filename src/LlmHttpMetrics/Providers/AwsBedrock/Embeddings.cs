using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.AwsBedrock;

/// <summary>
/// Embeddings of Titan, Cohere and Nova: https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html and
/// model-parameters-embed.html. Only Titan reports its tokens in the body.
/// </summary>
internal static class Embeddings
{
    public static readonly WireFormat Format = new(
        "bedrock.invoke",
        request: InvokeRequest.Plain,
        body: [.. AwsError.Body],
        events: [],
        bodyUsage: [new("", (Figure.Input, "inputTextTokenCount"))],
        headers: [AwsError.Header],
        headerUsage: [BedrockUsage.Headers]);
}
