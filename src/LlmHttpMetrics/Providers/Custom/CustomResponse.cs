namespace LlmHttpMetrics.CustomProviders;

/// <summary>
/// The paths of the values in an answer, or in an event of a streamed one. An empty list of paths means that there is no such value. A setting of
/// <see cref="CustomEndpoint.Events"/> that is <see langword="null"/> is taken from <see cref="CustomEndpoint.Response"/>.
/// </summary>
public sealed class CustomResponse
{
    /// <summary>The model that answered.</summary>
    /// <value>The default is <c>model</c>.</value>
    public JsonPaths? Model { get; set; }

    /// <summary>The id of the answer.</summary>
    /// <value>The default is <c>id</c>.</value>
    public JsonPaths? Id { get; set; }

    /// <summary>The service tier that served the call.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ServiceTier { get; set; }

    /// <summary>The speed at which the answer was generated, which may have its own price; see <see cref="LlmPrice.Speeds"/>.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Speed { get; set; }

    /// <summary>The region where the model ran, which may have its own price; see <see cref="LlmPrice.Regions"/>.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Region { get; set; }

    /// <summary>The cost of the call, in US dollars; the last value is used, and takes precedence over any price.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Cost { get; set; }

    /// <summary>The visible text; the values of all paths count.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Text { get; set; }

    /// <summary>Reasoning, as text.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Reasoning { get; set; }

    /// <summary>The text of a refusal.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Refusal { get; set; }

    /// <summary>The arguments of tool calls, if they are sent as text.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ToolArguments { get; set; }

    /// <summary>The type of the event or body; <see cref="CustomEndpoint.Types"/> defines its meaning.</summary>
    /// <value>The default is <c>type</c>.</value>
    public JsonPaths? Type { get; set; }

    /// <summary>Text whose kind depends on the type; visible text if the type has no meaning.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? TypedText { get; set; }

    /// <summary>The object of one of several answers (choices), which contains its text, index and finish reason.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Choice { get; set; }

    /// <summary>The index of that answer, from zero; without it, its position in the list.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ChoiceIndex { get; set; }

    /// <summary>Why the answer ended. A stream is complete when each choice has a finish reason.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? FinishReason { get; set; }

    /// <summary>
    /// In an event: a value other than <c>false</c> and <c>0</c> means that the answer is complete. A data line of <c>[DONE]</c> always does.
    /// </summary>
    /// <value>The default is none.</value>
    public JsonPaths? Done { get; set; }

    /// <summary>The object of one tool call.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ToolCall { get; set; }

    /// <summary>The index of a tool call that is split over several events.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ToolCallIndex { get; set; }

    /// <summary>The id of a tool call; a new id at the same index is a new call.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ToolCallId { get; set; }

    /// <summary>The type of an output item or content block; <see cref="CustomEndpoint.Types"/> defines its meaning.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ItemType { get; set; }

    /// <summary>A string or object whose presence means that the call failed.</summary>
    /// <value>The default is <c>error</c>.</value>
    public JsonPaths? Error { get; set; }

    /// <summary>The type or status of an error; the first path takes precedence. Used if the call failed.</summary>
    /// <value>The default is <c>error.type</c>.</value>
    public JsonPaths? ErrorType { get; set; }

    /// <summary>The code of an error, used in the same way.</summary>
    /// <value>The default is <c>error.code</c>.</value>
    public JsonPaths? ErrorCode { get; set; }

    /// <summary>The message of an error. Recorded only if <see cref="LlmMonitoringOptions.RecordErrorMessages"/> is set.</summary>
    /// <value>The default is <c>error.message</c>.</value>
    public JsonPaths? ErrorMessage { get; set; }

    /// <summary>The usage figures.</summary>
    public CustomUsage Usage { get; set; } = new();
}
