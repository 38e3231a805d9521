namespace LlmHttpMetrics.Json;

/// <summary>The meaning of a value at a mapped path.</summary>
internal enum FieldAction : byte
{
    None,

    /// <summary>A usage figure; the argument is its slot.</summary>
    Figure,

    /// <summary>An object of usage figures that replaces the one before it; the argument is the first slot of its group.</summary>
    FigureGroup,

    /// <summary>A figure with a name that specifies what it counts: <c>{"modality":"AUDIO","tokenCount":7}</c>.</summary>
    NamedFigure,

    /// <summary>The name of a named figure; the argument is the number of its list.</summary>
    FigureName,
    FigureAmount,

    /// <summary>A list of the passes of an answer, which replaces the previous list.</summary>
    PassList,

    /// <summary>One pass: groups its figures and its model.</summary>
    Pass,

    /// <summary>A figure of a pass; the argument is the <see cref="Wire.Figure"/>.</summary>
    PassFigure,

    /// <summary>The model of a pass, if it is named.</summary>
    PassModel,

    Model,
    Id,

    /// <summary>The service tier; with an argument, the name of the usual tier does not replace an earlier value.</summary>
    ServiceTier,

    /// <summary>The speed at which the answer was generated.</summary>
    Speed,

    /// <summary>The region where the model ran.</summary>
    Region,
    Fingerprint,

    /// <summary>A cost reported by the provider; the argument is a <see cref="Wire.CostFigure"/>.</summary>
    Cost,

    /// <summary>Text; the argument is a <see cref="Wire.TextKind"/>.</summary>
    Text,

    /// <summary>Text whose kind depends on the type of the event.</summary>
    EventText,

    /// <summary>Text whose kind depends on the type of its content part; the argument is the default kind.</summary>
    PartText,

    /// <summary>One content part: groups its type and its text.</summary>
    Part,
    PartType,

    /// <summary>An element of a stream that is one array.</summary>
    Event,

    /// <summary>The type of the event or body, which determines the meaning of the rest.</summary>
    EventType,

    /// <summary>The zero-based index of the choice that this event or element belongs to.</summary>
    ChoiceIndex,

    /// <summary>One choice: groups its text, index and finish reason.</summary>
    Choice,

    /// <summary>The finish reason of a choice; with an argument, only a string is used, and only if there is no other.</summary>
    FinishReason,

    /// <summary>The reason why the prompt was refused: the answer has no choices and is complete.</summary>
    BlockReason,

    /// <summary>The status of the whole answer (completed, incomplete, failed).</summary>
    Status,

    /// <summary>The reason why the answer is incomplete.</summary>
    IncompleteReason,

    /// <summary>One tool call in a list; identified by index and ID in a stream.</summary>
    ToolCall,

    /// <summary>The name in a call without an index; further parts of its arguments have no name.</summary>
    ToolCallName,
    ToolCallIndex,
    ToolCallId,

    /// <summary>The kind of a tool call, looked up in the format's item kinds; it may be a call that the provider runs.</summary>
    ToolCallType,

    /// <summary>A single call outside a list (the function call of 2023).</summary>
    FunctionCall,

    /// <summary>The kind of an output item or content block, looked up in the format's item kinds.</summary>
    ItemType,

    /// <summary>Whether the client or the provider runs the call of an output item, if its type does not specify it.</summary>
    ItemPlace,

    /// <summary>An error object or string whose presence means that the call failed; the argument means that the string may be its type.</summary>
    Error,

    /// <summary>Whether the call succeeded; false means that it failed.</summary>
    Success,
    ErrorType,

    /// <summary>The Smithy name of an error type, possibly with a namespace before it and a URL after it.</summary>
    ErrorShape,
    ErrorCode,
    ErrorMessage,

    /// <summary>A value whose presence, unless it is false or zero, ends the answer.</summary>
    Done,

    /// <summary>The literal that ends a stream and is not JSON.</summary>
    DoneMarker,

    /// <summary>A request parameter for the span; the argument is a <see cref="Wire.RequestParameter"/>.</summary>
    Parameter,

    /// <summary>A stop sequence.</summary>
    StopSequence,

    /// <summary>One message of a chat, which has token overhead besides its text.</summary>
    Message,

    /// <summary>The role of a message.</summary>
    Role,

    /// <summary>Content that has tokens but cannot be counted: audio, files.</summary>
    Extra,

    /// <summary>JSON that has tokens, passed on unchanged if the sink takes it; the argument is a <see cref="Wire.TextKind"/>.</summary>
    Json,

    /// <summary>An image: groups its URL and its detail level.</summary>
    Image,

    /// <summary>The URL of an image, which may contain the image itself.</summary>
    ImageUrl,
    ImageDetail,

    /// <summary>A member whose presence determines the operation; the argument is an <see cref="Wire.OperationHint"/>.</summary>
    Operation,

    /// <summary>A member whose presence is evidence that the body is a model request; the argument is its bit.</summary>
    Evidence,

    /// <summary>An item that may be a call of a hosted tool; the argument identifies its list.</summary>
    HostedItem,

    /// <summary>The name of the tool that the item runs, looked up in the format's hosted tools.</summary>
    HostedName,

    /// <summary>The action of the item: a web search may open a page.</summary>
    HostedAction,

    /// <summary>The number of calls that a list element counts.</summary>
    HostedAmount,

    /// <summary>The number of hosted tool calls in the usage; the argument is a <see cref="Wire.HostedTool"/>.</summary>
    HostedCalls,

    /// <summary>The total number of hosted tool calls.</summary>
    HostedTotal,

    /// <summary>The query of a search; the argument is a <see cref="Wire.HostedTool"/>.</summary>
    HostedQuery,

    /// <summary>Any value here is a call; the argument is a <see cref="Wire.HostedTool"/>.</summary>
    HostedCall,

    /// <summary>Any value here means that a tool was run; the argument is a <see cref="Wire.HostedTool"/>.</summary>
    HostedSign,

    /// <summary>The type of a requested tool that the answer repeats.</summary>
    HostedDeclared,

    /// <summary>The size of the search context.</summary>
    SearchContext,

    /// <summary>The number of actions.</summary>
    Count,
}
