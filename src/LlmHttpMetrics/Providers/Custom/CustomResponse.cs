namespace LlmHttpMetrics.CustomProviders;

/// <summary>
/// Where in an answer, or in an event of a streamed one, what stands. An empty list of paths means nowhere. What
/// <see cref="CustomEndpoint.Events"/> leaves <see langword="null"/> is as in <see cref="CustomEndpoint.Response"/>.
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

    /// <summary>The speed at which the answer was made, which may have a price of its own; see <see cref="LlmPrice.Speeds"/>.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Speed { get; set; }

    /// <summary>Where the model ran, which may have a price of its own; see <see cref="LlmPrice.Regions"/>.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Region { get; set; }

    /// <summary>What the call costs, in US dollars; the last that comes counts, and goes before any price.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Cost { get; set; }

    /// <summary>The visible text; all of the paths count.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Text { get; set; }

    /// <summary>Reasoning, as text.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Reasoning { get; set; }

    /// <summary>The text of a refusal.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Refusal { get; set; }

    /// <summary>The arguments of tool calls, where they come as text.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ToolArguments { get; set; }

    /// <summary>The type of the event or body, told by <see cref="CustomEndpoint.Types"/>.</summary>
    /// <value>The default is <c>type</c>.</value>
    public JsonPaths? Type { get; set; }

    /// <summary>Text whose kind the type tells; visible text where that says nothing of it.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? TypedText { get; set; }

    /// <summary>The object of one of several answers; its text, index and finish reason stand in it.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? Choice { get; set; }

    /// <summary>The position of that answer, from zero; without it, its place in the list.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ChoiceIndex { get; set; }

    /// <summary>Why the answer ended. In a stream, it is complete once each choice has one.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? FinishReason { get; set; }

    /// <summary>
    /// In an event: a value that is there and neither <c>false</c> nor <c>0</c> says that the answer is complete. So does a
    /// data line of <c>[DONE]</c>, always.
    /// </summary>
    /// <value>The default is none.</value>
    public JsonPaths? Done { get; set; }

    /// <summary>The object of one tool call.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ToolCall { get; set; }

    /// <summary>The position of a tool call that comes in several events.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ToolCallIndex { get; set; }

    /// <summary>The id of a tool call; a new id at an old position is a new call.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ToolCallId { get; set; }

    /// <summary>The type of an output item or content block, told by <see cref="CustomEndpoint.Types"/>.</summary>
    /// <value>The default is none.</value>
    public JsonPaths? ItemType { get; set; }

    /// <summary>A string or object that says, by being there, that the call has failed.</summary>
    /// <value>The default is <c>error</c>.</value>
    public JsonPaths? Error { get; set; }

    /// <summary>
    /// The type or status word of an error; the first path goes before the others. Heeded where the call has failed.
    /// </summary>
    /// <value>The default is <c>error.type</c>.</value>
    public JsonPaths? ErrorType { get; set; }

    /// <summary>The code of an error, in the same way.</summary>
    /// <value>The default is <c>error.code</c>.</value>
    public JsonPaths? ErrorCode { get; set; }

    /// <summary>The message of an error. Recorded by <see cref="LlmMonitoringOptions.RecordErrorMessages"/> alone.</summary>
    /// <value>The default is <c>error.message</c>.</value>
    public JsonPaths? ErrorMessage { get; set; }

    /// <summary>The usage figures.</summary>
    public CustomUsage Usage { get; set; } = new();
}
