using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Google;

/// <summary>Embeddings of one or many contents: https://ai.google.dev/api/embeddings. Only the newer models report usage.</summary>
internal static class EmbedContent
{
    public static readonly WireFormat Format = new(
        "gemini.embed",
        request:
        [
            OpenAiRequest.Input("content.parts[*].text"),
            OpenAiRequest.Input("requests[*].content.parts[*].text"),
            GoogleRequest.Parameter("outputDimensionality", RequestParameter.Dimensions),
            GoogleRequest.Parameter("output_dimensionality", RequestParameter.Dimensions),
            GoogleRequest.Parameter("requests[*].outputDimensionality", RequestParameter.Dimensions),
            GoogleRequest.Parameter("requests[*].output_dimensionality", RequestParameter.Dimensions),
        ],
        body: GoogleAnswer.Error,
        events: [],
        bodyUsage: [GoogleAnswer.Usage("usageMetadata")],
        usage: UsageRule.TotalIsInput);
}
