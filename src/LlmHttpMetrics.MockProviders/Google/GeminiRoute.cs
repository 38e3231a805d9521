using LlmHttpMetrics.MockProviders.Requests;

namespace LlmHttpMetrics.MockProviders.Google;

/// <summary>Gemini's paths, which end with a model, a colon and the method.</summary>
internal static class GeminiRoute
{
    public static Route? Of(string path)
    {
        var last = path[(path.LastIndexOf('/') + 1)..];
        var colon = last.LastIndexOf(':');
        return colon < 0 ? null : Operation(last[(colon + 1)..]) is { } operation
            ? new Route(MockProvider.Gemini, operation) { Model = last[..colon], Streams = last.EndsWith(":streamGenerateContent", StringComparison.Ordinal) }
            : null;
    }

    private static MockOperation? Operation(string action) => action switch
    {
        "generateContent" or "streamGenerateContent" => MockOperation.Chat,
        "embedContent" or "batchEmbedContents" => MockOperation.Embeddings,
        "countTokens" => MockOperation.CountTokens,
        _ => null,
    };
}
