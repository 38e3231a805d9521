using LlmHttpMetrics.Identification;

namespace LlmHttpMetrics.Providers.Google;

/// <summary>The Gemini API, Vertex AI, and gateways in front of them.</summary>
internal static class GoogleProviders
{
    public static readonly Provider[] All =
    [
        new("gcp.gemini", ["generativelanguage.googleapis.com"], [.. GeminiEndpoints.All, OpenAiChat.Gemini]),
        new("gcp.vertex_ai", ["aiplatform.googleapis.com", "*-aiplatform.googleapis.com", "*.rep.googleapis.com"], [.. VertexEndpoints.All, OpenAiChat.Vertex]),
        new("gateway", ["gateway.pydantic.dev"], GeminiEndpoints.All),
        new("gateway", ["*"], GeminiEndpoints.All) { PathStart = "/router/" },
    ];
}
