using LlmHttpMetrics.Observation.Json;
using LlmHttpMetrics.Observation.Wire;

namespace LlmHttpMetrics.Providers.OpenAi;

/// <summary>Members that the requests of OpenAI-shaped endpoints have in common.</summary>
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
    ];

    /// <summary>The text of chat messages, as a string or as parts.</summary>
    public static readonly Field[] Messages =
    [
        new("messages", FieldAction.Evidence, (byte)RequestEvidence.Messages),
        Input("messages[*].content"),
        Input("messages[*].content[*].text"),
        new("messages[*]", FieldAction.Message),
        new("messages[*].name", FieldAction.Text, (byte)TextKind.Name),
        new("messages[*].tool_calls", FieldAction.Extra),
        new("messages[*].function_call", FieldAction.Extra),
        new("messages[*].content[*].image_url", FieldAction.Extra),
        new("messages[*].content[*].input_audio", FieldAction.Extra),
        new("messages[*].content[*].file", FieldAction.Extra),
        new("tools", FieldAction.Extra),
        new("functions", FieldAction.Extra),
        new("response_format.json_schema", FieldAction.Extra),
    ];

    /// <summary>Text given as one string or a list of them.</summary>
    public static Field[] Strings(string member) => [Input(member), Input($"{member}[*]")];

    public static Field Input(string path) => new(path, FieldAction.Text, (byte)TextKind.Input);

    private static Field Parameter(string path, RequestParameter parameter) => new(path, FieldAction.Parameter, (byte)parameter);
}
