using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Vocabulary;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Cloudflare;

/// <summary>
/// Cloudflare Workers AI: OpenAI's paths, and one path for models of every kind, told apart by what they are asked. Those
/// that make images are asked in the same way as those that write, and are known by their makers.
/// </summary>
internal static class CloudflareProviders
{
    private static readonly string[] MakersOfImages = ["black-forest-labs", "bytedance", "leonardo", "lykon", "runwayml", "stabilityai"];

    public static readonly Provider[] All =
    [
        new("cloudflare", ["api.cloudflare.com"],
        [
            .. OpenAiEndpoints.All,
            new("/ai/run/{*}", Operations.Chat, WorkersAi.Format, RequestEvidence.Input) { IsShared = true },
            .. MakersOfImages.Select(maker => new EndpointRule($"/ai/run/{{@cf/{maker}/*}}", Operations.ImageGeneration, MediaFormats.Images)),
        ])
        {
            PathStart = "/client/v4/accounts/",
        },
    ];
}
