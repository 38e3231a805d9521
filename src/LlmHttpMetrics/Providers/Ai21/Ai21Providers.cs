using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.OpenAi;

namespace LlmHttpMetrics.Providers.Ai21;

/// <summary>AI21: Jamba follows OpenAI's API (https://docs.ai21.com/reference/jamba-1-6-api-ref), Jurassic has its own.</summary>
internal static class Ai21Providers
{
    public static readonly Provider[] All =
    [
        new("ai21", ["api.ai21.com"],
        [
            .. OpenAiEndpoints.All,
            new("/studio/v1/{*}/complete", Operations.TextCompletion, Completion.Format),
        ]),
    ];
}
