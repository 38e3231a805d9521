using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.AwsBedrock;

/// <summary>
/// Where Bedrock reports usage: in Converse's own object, with the last chunk of a stream, and in headers. Tokens read from or written to a cache
/// are not part of the input: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_TokenUsage.html.
/// </summary>
internal static class BedrockUsage
{
    /// <summary>https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_CacheDetail.html.</summary>
    public static NamedFigures CacheDetails => new(
        "cacheDetails", "ttl", "inputTokens", [("5m", Figure.CacheWrite5Minutes), ("1h", Figure.CacheWrite1Hour)]);

    /// <summary>The members of <c>TokenUsage</c>, and the names that Nova uses for two of them.</summary>
    public static readonly (Figure Figure, string Member)[] Members =
    [
        (Figure.Input, "inputTokens"),
        (Figure.Output, "outputTokens"),
        (Figure.Total, "totalTokens"),
        (Figure.CachedInput, "cacheReadInputTokens"),
        (Figure.CachedInput, "cacheReadInputTokenCount"),
        (Figure.CacheWrite, "cacheWriteInputTokens"),
        (Figure.CacheWrite, "cacheWriteInputTokenCount"),
    ];

    /// <summary>Converse's own object, which lists cache writes by their lifetime.</summary>
    public static readonly FigureGroup TokenUsage = new("usage", Members) { Named = [CacheDetails] };

    /// <summary>Added to the last chunk of <c>InvokeModelWithResponseStream</c> for every model.</summary>
    public static readonly FigureGroup InvocationMetrics = new(
        "amazon-bedrock-invocationMetrics",
        (Figure.Input, "inputTokenCount"),
        (Figure.Output, "outputTokenCount"),
        (Figure.CachedInput, "cacheReadInputTokenCount"),
        (Figure.CacheWrite, "cacheWriteInputTokenCount"));

    /// <summary>Sent with every answer of <c>InvokeModel</c>.</summary>
    public static readonly FigureGroup Headers = new(
        "",
        (Figure.Input, "x-amzn-bedrock-input-token-count"),
        (Figure.Output, "x-amzn-bedrock-output-token-count"),
        (Figure.CachedInput, "x-amzn-bedrock-cache-read-input-token-count"),
        (Figure.CacheWrite, "x-amzn-bedrock-cache-write-input-token-count"));
}
