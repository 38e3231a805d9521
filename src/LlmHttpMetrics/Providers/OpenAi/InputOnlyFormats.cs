using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.OpenAi;

/// <summary>Endpoints that read text and do not generate any: embeddings, rerank, moderations.</summary>
internal static class InputOnlyFormats
{
    /// <summary>https://platform.openai.com/docs/api-reference/embeddings; Voyage sends only a total.</summary>
    public static readonly WireFormat Embeddings = Create("openai.embeddings", OpenAiRequest.Strings("input"));

    /// <summary>The rerank endpoints of OpenRouter and Voyage.</summary>
    public static readonly WireFormat Rerank = Create(
        "openai.rerank",
        [
            OpenAiRequest.Input("query"),
            new("documents", FieldAction.Evidence, (byte)RequestEvidence.Documents),
            OpenAiRequest.Input("documents[*]"),
            OpenAiRequest.Input("documents[*].text"),
        ]);

    /// <summary>https://platform.openai.com/docs/api-reference/moderations; free of charge, so missing usage is not reported.</summary>
    public static readonly WireFormat Moderations = Create(
        "openai.moderations", [.. OpenAiRequest.Strings("input"), OpenAiRequest.Input("input[*].text")], reportsUsage: false);

    /// <summary>Creates a format with other request members.</summary>
    public static WireFormat Create(string name, Field[] text, bool reportsUsage = true) => new(
        name,
        request: [.. OpenAiRequest.Common, .. text],
        body: OpenAiAnswer.Common,
        events: OpenAiAnswer.Common,
        bodyUsage: [OpenAiAnswer.CompletionUsage("usage")],
        usage: UsageRule.TotalIsInput,
        eventRules: [OpenAiAnswer.ErrorObject])
    {
        ReportsUsage = reportsUsage,
    };
}
