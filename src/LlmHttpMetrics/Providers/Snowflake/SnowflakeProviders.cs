using LlmHttpMetrics.Providers.Anthropic;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics.Providers.Snowflake;

/// <summary>Snowflake Cortex: OpenAI's and Anthropic's paths, and its own.</summary>
internal static class SnowflakeProviders
{
    public static readonly Provider[] All =
    [
        new("snowflake", ["*.snowflakecomputing.com"],
        [
            .. OpenAiEndpoints.All,
            .. AnthropicEndpoints.All,
            new("/inference:complete", Operations.Chat, Inference.Complete),
            new("/inference:embed", Operations.Embeddings, Inference.Embed),
        ])
        {
            PathStart = "/api/v2/cortex/",
        },
    ];
}
