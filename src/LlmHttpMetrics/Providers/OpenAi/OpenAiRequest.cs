using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.OpenAi;

/// <summary>Members that the requests of OpenAI-compatible endpoints have in common.</summary>
internal static class OpenAiRequest
{
    public static readonly Field[] Common =
    [
        new("model", FieldAction.Model),
        Parameter("stream", RequestParameter.Stream),
        Parameter("stream_options.include_usage", RequestParameter.IncludeUsage),
        Parameter("n", RequestParameter.ChoiceCount),
        Parameter("max_tokens", RequestParameter.MaxTokens),
        Parameter("max_completion_tokens", RequestParameter.MaxTokens),
        Parameter("max_output_tokens", RequestParameter.MaxTokens),
        Parameter("temperature", RequestParameter.Temperature),
        Parameter("top_p", RequestParameter.TopP),
        Parameter("top_k", RequestParameter.TopK),
        Parameter("frequency_penalty", RequestParameter.FrequencyPenalty),
        Parameter("presence_penalty", RequestParameter.PresencePenalty),
        Parameter("seed", RequestParameter.Seed),
        Parameter("random_seed", RequestParameter.Seed),
        Parameter("response_format.type", RequestParameter.OutputType),
        Parameter("text.format.type", RequestParameter.OutputType),
        Parameter("reasoning_effort", RequestParameter.ReasoningLevel),
        Parameter("reasoning.effort", RequestParameter.ReasoningLevel),
        Parameter("service_tier", RequestParameter.ServiceTier),
        Parameter("previous_response_id", RequestParameter.PreviousResponseId),
        Parameter("conversation", RequestParameter.ConversationId),
        Parameter("conversation.id", RequestParameter.ConversationId),
        Parameter("encoding_format", RequestParameter.EncodingFormat),
        Parameter("dimensions", RequestParameter.Dimensions),
        .. Stops("stop"),

        // Mistral's and Voyage's name.
        Parameter("output_dimension", RequestParameter.Dimensions),
    ];

    /// <summary>The text of chat messages, as a string or as parts.</summary>
    public static readonly Field[] Messages =
    [
        new("messages", FieldAction.Evidence, (byte)RequestEvidence.Messages),
        Input("messages[*].content"),
        Input("messages[*].content[*].text"),
        new("messages[*]", FieldAction.Message),
        new("messages[*].name", FieldAction.Text, (byte)TextKind.Name),
        new("messages[*].role", FieldAction.Role),
        Json("messages[*].tool_calls", TextKind.ToolCalls),
        Json("messages[*].function_call", TextKind.ToolCalls),
        new("messages[*].content[*].image_url", FieldAction.Image),
        new("messages[*].content[*].image_url.url", FieldAction.ImageUrl),
        new("messages[*].content[*].image_url.detail", FieldAction.ImageDetail),
        new("messages[*].content[*].input_audio", FieldAction.Extra),
        new("messages[*].content[*].file", FieldAction.Extra),
        Json("tools", TextKind.Tools),
        Json("functions", TextKind.Tools),
        Json("tool_choice", TextKind.ToolChoice),
        Json("function_call", TextKind.ToolChoice),
        Json("response_format.json_schema", TextKind.AnswerSchema),
    ];

    /// <summary>Text as one string or a list of strings.</summary>
    public static Field[] Strings(string member) => [Input(member), Input($"{member}[*]")];

    public static Field Input(string path) => new(path, FieldAction.Text, (byte)TextKind.Input);

    /// <summary>The stop sequences, as one string or a list of strings.</summary>
    public static Field[] Stops(string path) => [new(path, FieldAction.StopSequence), new($"{path}[*]", FieldAction.StopSequence)];

    /// <summary>JSON that costs tokens.</summary>
    public static Field Json(string path, TextKind kind) => new(path, FieldAction.Json, (byte)kind);

    private static Field Parameter(string path, RequestParameter parameter) => new(path, FieldAction.Parameter, (byte)parameter);
}
