using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Providers.Google;

/// <summary>The Gemini API, Vertex AI, and gateways in front of them.</summary>
internal static class GoogleProviders
{
    /// <summary>Vertex AI by region and multi-region, and its dedicated endpoints.</summary>
    public static readonly string[] VertexHosts =
    [
        "aiplatform.googleapis.com", "*-aiplatform.googleapis.com", "*.rep.googleapis.com", "*.prediction.vertexai.goog",
    ];

    public static readonly Provider[] All =
    [
        new("gcp.gemini", ["generativelanguage.googleapis.com"], [.. GeminiEndpoints.All, OpenAiChat.Gemini]),
        new("gcp.vertex_ai", VertexHosts, [.. VertexEndpoints.All, OpenAiChat.Vertex]),
        new("gateway", ["gateway.pydantic.dev"], GeminiEndpoints.All),
        new("gateway", ["*"], GeminiEndpoints.All) { PathStart = "/router/" },
    ];
}
