using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Cloudflare;

/// <summary>
/// Cloudflare Workers AI: OpenAI's paths, and one path for models of every kind, which are distinguished by their payloads. Models that generate
/// images have the same payload as those that generate text, and are recognized by their vendors.
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
