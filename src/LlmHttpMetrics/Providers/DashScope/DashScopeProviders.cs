using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics.Providers.DashScope;

/// <summary>Alibaba's Model Studio: OpenAI's paths below <c>/compatible-mode</c>, and its own API.</summary>
internal static class DashScopeProviders
{
    /// <summary>Its hosts by region, and those of individual workspaces: https://www.alibabacloud.com/help/en/model-studio/regions.</summary>
    private static readonly string[] Hosts =
    [
        "dashscope.aliyuncs.com", "dashscope-intl.aliyuncs.com", "dashscope-us.aliyuncs.com", "*.dashscope.aliyuncs.com", "*.maas.aliyuncs.com",
    ];

    public static readonly Provider[] All =
    [
        new("dashscope", Hosts,
        [
            .. OpenAiEndpoints.All,
            new("/services/aigc/text-generation/generation", Operations.Chat, Generation.Format),
            new("/services/aigc/multimodal-generation/generation", Operations.Chat, Generation.Format),
            new("/services/embeddings/text-embedding/text-embedding", Operations.Embeddings, Generation.Embeddings),
            new("/services/embeddings/multimodal-embedding/multimodal-embedding", Operations.Embeddings, Generation.Embeddings),
            new("/services/rerank/text-rerank/text-rerank", Operations.Rerank, Generation.Rerank),
        ]),
    ];
}
