using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.HuggingFace;

/// <summary>
/// Text Generation Inference's own API, which the inference endpoints serve at their root as a list of one:
/// https://huggingface.github.io/text-generation-inference. Figures of the input are in a header.
/// </summary>
internal static class TextGeneration
{
    public static readonly WireFormat Format = new(
        "huggingface",
        request:
        [
            OpenAiRequest.Input("inputs"),
            Parameter("stream", RequestParameter.Stream),
            Parameter("parameters.max_new_tokens", RequestParameter.MaxTokens),
            Parameter("parameters.temperature", RequestParameter.Temperature),
            Parameter("parameters.top_p", RequestParameter.TopP),
            Parameter("parameters.top_k", RequestParameter.TopK),
            Parameter("parameters.frequency_penalty", RequestParameter.FrequencyPenalty),
            Parameter("parameters.seed", RequestParameter.Seed),
        ],
        body: [.. Error, .. Generation("", TextKind.Answer), .. Generation("[*].", TextKind.Answer)],
        events:
        [
            .. Error,
            .. Generation("", TextKind.FinalAnswer),
            new("token", FieldAction.Part),
            new("token.text", FieldAction.PartText, (byte)TextKind.Answer),
            new("token.special", FieldAction.PartType),
        ],
        bodyUsage: [Usage("details", "[*].details")],
        eventUsage: [Usage("details")],
        usage: UsageRule.Complement,
        eventRules: [("error", new EventRule(Fails: true))],
        headerUsage: [new FigureGroup("", (Figure.Input, "x-prompt-tokens"), (Figure.Output, "x-generated-tokens"))])
    {
        // The end marker of the text is a token, but not text.
        PartKinds = new([("false", TextKind.Answer), ("true", TextKind.Media)]),
    };

    private static Field[] Error =>
    [
        new("error", FieldAction.Error),
        new("error_type", FieldAction.ErrorType),
        new("message", FieldAction.ErrorMessage, 1),
    ];

    private static FigureGroup Usage(params string[] paths) => new(
        paths,
        (Figure.Input, "input_length"),
        (Figure.Output, "generated_tokens"));

    private static Field[] Generation(string prefix, TextKind text) =>
    [
        new($"{prefix}generated_text", FieldAction.Text, (byte)text),
        new($"{prefix}details.finish_reason", FieldAction.FinishReason),
    ];

    private static Field Parameter(string path, RequestParameter parameter) => new(path, FieldAction.Parameter, (byte)parameter);
}
