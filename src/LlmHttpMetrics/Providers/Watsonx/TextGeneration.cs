using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Watsonx;

/// <summary>Text generation, embeddings and rerank: https://cloud.ibm.com/apidocs/watsonx-ai#text-generation.</summary>
internal static class TextGeneration
{
    private const string Name = "watsonx";

    private static readonly Field[] Answer =
    [
        .. WatsonxAnswer.Common,
        new("results[*]", FieldAction.Choice),
        new("results[*].generated_text", FieldAction.Text, (byte)TextKind.Answer),
        new("results[*].stop_reason", FieldAction.FinishReason),
    ];

    /// <summary>The first event of a stream reports the input, the last one the output; those in between report zero or the sum so far.</summary>
    public static readonly WireFormat Format = new(
        Name,
        request:
        [
            new("model_id", FieldAction.Model),
            OpenAiRequest.Input("input"),
            Parameter("parameters.max_new_tokens", RequestParameter.MaxTokens),
            Parameter("parameters.temperature", RequestParameter.Temperature),
            Parameter("parameters.top_p", RequestParameter.TopP),
            Parameter("parameters.top_k", RequestParameter.TopK),
            Parameter("parameters.random_seed", RequestParameter.Seed),
        ],
        body: Answer,
        events: Answer,
        bodyUsage: [Usage],
        eventUsage: [Usage],
        usage: UsageRule.Greatest,
        eventRules: [("error", new EventRule(Fails: true))])
    {
        FinishKinds = new(
        [
            ("not_finished", FinishKind.NotYet),
            ("max_tokens", FinishKind.Length),
            ("token_limit", FinishKind.Length),
            ("error", FinishKind.Error),
        ]),
    };

    public static readonly WireFormat Embeddings = InputOnly(OpenAiRequest.Strings("inputs"));

    public static readonly WireFormat Rerank = InputOnly([OpenAiRequest.Input("query"), OpenAiRequest.Input("inputs[*].text")]);

    private static FigureGroup Usage => new(
        "",
        (Figure.Input, "results[*].input_token_count"),
        (Figure.Output, "results[*].generated_token_count"));

    private static WireFormat InputOnly(Field[] text) => new(
        Name,
        request: [new("model_id", FieldAction.Model), .. text],
        body: WatsonxAnswer.Common,
        events: [],
        bodyUsage: [new FigureGroup("", (Figure.Input, "input_token_count"))]);

    private static Field Parameter(string path, RequestParameter parameter) => new(path, FieldAction.Parameter, (byte)parameter);
}
