using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.Frames;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Ollama;

/// <summary>
/// Ollama's bodies: https://docs.ollama.com/api/chat, /generate and /embed. A stream has one line per event, each in the form of the complete
/// answer; the last has <c>done</c> and the figures. A prompt that is still cached has no count.
/// </summary>
internal static class OllamaFormats
{
    private static readonly Field[] Request =
    [
        new("model", FieldAction.Model),
        Parameter("stream", RequestParameter.Stream),
        Parameter("options.num_predict", RequestParameter.MaxTokens),
        Parameter("options.temperature", RequestParameter.Temperature),
        Parameter("options.top_p", RequestParameter.TopP),
        Parameter("options.top_k", RequestParameter.TopK),
        Parameter("options.frequency_penalty", RequestParameter.FrequencyPenalty),
        Parameter("options.presence_penalty", RequestParameter.PresencePenalty),
        Parameter("options.seed", RequestParameter.Seed),
        .. OpenAiRequest.Stops("options.stop"),
        Parameter("dimensions", RequestParameter.Dimensions),

        // Parameters outside of the options are used if the options lack them.
        Fallback("max_tokens", RequestParameter.MaxTokens),
        Fallback("temperature", RequestParameter.Temperature),
        Fallback("top_p", RequestParameter.TopP),
        Fallback("top_k", RequestParameter.TopK),
        Fallback("seed", RequestParameter.Seed),
        .. OpenAiRequest.Messages,
        new("messages[*].images", FieldAction.Extra),
        new("images", FieldAction.Extra),
        .. OpenAiRequest.Strings("input"),
        OpenAiRequest.Input("prompt"),
        OpenAiRequest.Input("system"),
        OpenAiRequest.Input("suffix"),
    ];

    private static readonly Field[] Answer =
    [
        new("error", FieldAction.Error),
        new("model", FieldAction.Model),
        new("done", FieldAction.EventType),
        new("done_reason", FieldAction.FinishReason),
        new("response", FieldAction.Text, (byte)TextKind.Answer),
        new("thinking", FieldAction.Text, (byte)TextKind.Reasoning),
        new("message.content", FieldAction.Text, (byte)TextKind.Answer),
        new("message.thinking", FieldAction.Text, (byte)TextKind.Reasoning),
        new("message.tool_calls[*]", FieldAction.ToolCall),
    ];

    public static readonly WireFormat Generation = new(
        "ollama",
        [.. Request, Parameter("format", RequestParameter.OutputType), Parameter("think", RequestParameter.ReasoningLevel)],
        body: Answer,
        events: Answer,
        bodyUsage: [Usage],
        eventUsage: [Usage],
        eventRules: [("true", new EventRule(Ends: true))],
        framing: StreamFraming.JsonLines)
    {
        MessageFrames = ChatFrames.OfOllama,
        LooseTextIsMessage = true,
    };

    public static readonly WireFormat Embeddings = new("ollama", Request, body: Answer, events: [], bodyUsage: [Usage]);

    private static FigureGroup Usage => new("", (Figure.Input, "prompt_eval_count"), (Figure.Output, "eval_count"));

    private static Field Parameter(string path, RequestParameter parameter) => new(path, FieldAction.Parameter, (byte)parameter);

    private static Field Fallback(string path, RequestParameter parameter) => new(path, FieldAction.Parameter, (byte)((byte)parameter | FieldMarks.Fallback));
}
