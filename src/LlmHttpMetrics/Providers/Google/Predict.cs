using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Google;

/// <summary>Predictions of Google's models other than Gemini: one instance in, one prediction out.</summary>
internal static class Predict
{
    /// <summary>
    /// https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/text-embeddings-api: each embedding reports its own tokens.
    /// </summary>
    public static readonly WireFormat Embeddings = new(
        "vertex.predict",
        request:
        [
            OpenAiRequest.Input("instances[*].content"),
            OpenAiRequest.Input("instances[*].text"),
            GoogleRequest.Parameter("parameters.outputDimensionality", RequestParameter.Dimensions),
        ],
        body: GoogleAnswer.Error,
        events: [],
        bodyUsage: [new FigureGroup("predictions[*].embeddings.statistics", (Figure.Input, "token_count"))],
        usage: UsageRule.Sum);

    /// <summary>https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/imagen-api: images are counted, not tokens.</summary>
    public static readonly WireFormat Images = new(
        "vertex.predict",
        request: [OpenAiRequest.Input("instances[*].prompt"), GoogleRequest.Parameter("parameters.sampleCount", RequestParameter.ChoiceCount)],
        body: GoogleAnswer.Error,
        events: [])
    {
        ReportsUsage = false,
    };
}
