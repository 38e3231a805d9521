using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.LmStudio;

/// <summary>
/// LM Studio's own API, which local servers have in addition to OpenAI's: https://lmstudio.ai/docs/developer/rest. Its older version differs from
/// OpenAI's only in its paths (https://lmstudio.ai/docs/developer/rest/endpoints).
/// </summary>
internal static class LmStudioProviders
{
    private const string Name = "lm_studio";

    public static readonly Provider[] AnyHost =
    [
        new(Name, [], OpenAiEndpoints.All) { PathStart = "/api/v0/" },
        new(Name, [], [new("/api/v1/chat", Operations.Chat, Chat.Format, RequestEvidence.Model | RequestEvidence.Input)]) { PathStart = "/api/v1/" },
    ];
}
