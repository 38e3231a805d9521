namespace LlmHttpMetrics.Json;

/// <summary>What a value at a mapped path means to the reader of the body.</summary>
internal enum FieldAction : byte
{
    None,

    /// <summary>A usage figure; the argument is its slot.</summary>
    Figure,

    /// <summary>An object of usage figures that replaces the one before it; the argument is the first slot of its group.</summary>
    FigureGroup,

    /// <summary>A figure beside the word that says what it counts: <c>{"modality":"AUDIO","tokenCount":7}</c>.</summary>
    NamedFigure,

    /// <summary>The word of a named figure; the argument is the number of its list.</summary>
    FigureName,
    FigureAmount,

    /// <summary>A list of the passes that the answer took, which replaces the one before it.</summary>
    PassList,

    /// <summary>One pass: its figures and its model belong together.</summary>
    Pass,

    /// <summary>A figure of a pass; the argument is the <see cref="Wire.Figure"/>.</summary>
    PassFigure,

    /// <summary>The model that made a pass, where it is named.</summary>
    PassModel,

    Model,
    Id,

    /// <summary>The service tier; an argument says that its usual word leaves another that came before it.</summary>
    ServiceTier,

    /// <summary>The speed at which the answer was made.</summary>
    Speed,

    /// <summary>Where the model ran.</summary>
    Region,
    Fingerprint,

    /// <summary>What the provider says of the cost; the argument is a <see cref="Wire.CostFigure"/>.</summary>
    Cost,

    /// <summary>Text; the argument is a <see cref="Wire.TextKind"/>.</summary>
    Text,

    /// <summary>Text whose kind the event's type decides.</summary>
    EventText,

    /// <summary>Text whose kind the type of its content part decides; the argument is its kind where that says nothing.</summary>
    PartText,

    /// <summary>One content part: its type and its text belong together.</summary>
    Part,
    PartType,

    /// <summary>An element of the array that a stream is.</summary>
    Event,

    /// <summary>The event's or the body's type, which decides what the rest of it means.</summary>
    EventType,

    /// <summary>The zero-based position of the choice this event or element belongs to.</summary>
    ChoiceIndex,

    /// <summary>One choice: its text, index and finish reason belong together.</summary>
    Choice,

    /// <summary>Why a choice ended; an argument says that only a word counts, and only where there is no other.</summary>
    FinishReason,

    /// <summary>Why the prompt was refused: the answer has no choices and is complete.</summary>
    BlockReason,

    /// <summary>The word that says how the whole answer stands (completed, incomplete, failed).</summary>
    Status,

    /// <summary>Why the answer is incomplete.</summary>
    IncompleteReason,

    /// <summary>One tool call of a list; identified by index and id where it is streamed.</summary>
    ToolCall,

    /// <summary>The name of a call that has no index; further parts of its arguments have none.</summary>
    ToolCallName,
    ToolCallIndex,
    ToolCallId,

    /// <summary>The kind of a tool call, looked up in the format's item kinds: it may be one that the provider runs.</summary>
    ToolCallType,

    /// <summary>A single call outside a list (the function call of 2023).</summary>
    FunctionCall,

    /// <summary>The kind of an output item or content block, looked up in the format's item kinds.</summary>
    ItemType,

    /// <summary>Where the call of an output item is run, by the client or by the provider, which its type does not say.</summary>
    ItemPlace,

    /// <summary>An error object or string whose presence alone says that the call failed; the argument says that the string may be its type.</summary>
    Error,

    /// <summary>Whether all went well: false says that the call failed.</summary>
    Success,
    ErrorType,

    /// <summary>The type of an error by its Smithy name, which may stand between a namespace and a URL.</summary>
    ErrorShape,
    ErrorCode,
    ErrorMessage,

    /// <summary>A value whose presence, unless it is false or zero, ends the answer.</summary>
    Done,

    /// <summary>The literal that ends a stream without being JSON.</summary>
    DoneMarker,

    /// <summary>A value of the request that a span may carry; the argument is a <see cref="Wire.RequestParameter"/>.</summary>
    Parameter,

    /// <summary>A text at which the model has to stop.</summary>
    StopSequence,

    /// <summary>One message of a chat, of which each costs tokens besides its text.</summary>
    Message,

    /// <summary>Whose message it is.</summary>
    Role,

    /// <summary>What costs tokens and cannot be counted: audio, files.</summary>
    Extra,

    /// <summary>JSON that costs tokens, handed on as it is where somebody wants it; the argument is a <see cref="Wire.TextKind"/>.</summary>
    Json,

    /// <summary>An image: where it is and how closely to look at it belong together.</summary>
    Image,

    /// <summary>Where an image is, which may be the image itself.</summary>
    ImageUrl,
    ImageDetail,

    /// <summary>The presence of this member tells the operation; the argument is an <see cref="Wire.OperationHint"/>.</summary>
    Operation,

    /// <summary>The presence of this member is evidence that the body is a model request; the argument is its bit.</summary>
    Evidence,

    /// <summary>An item that may be a call of a tool that the provider runs; the argument tells its list.</summary>
    HostedItem,

    /// <summary>The name of what such an item runs, looked up in the format's hosted tools.</summary>
    HostedName,

    /// <summary>What such an item does: a web search may open a page.</summary>
    HostedAction,

    /// <summary>How many calls an element of a list counts.</summary>
    HostedAmount,

    /// <summary>Calls of hosted tools as the usage counts them; the argument is a <see cref="Wire.HostedTool"/>.</summary>
    HostedCalls,

    /// <summary>Calls of all hosted tools together.</summary>
    HostedTotal,

    /// <summary>The words of a search; the argument is a <see cref="Wire.HostedTool"/>.</summary>
    HostedQuery,

    /// <summary>Whatever stands here is a call; the argument is a <see cref="Wire.HostedTool"/>.</summary>
    HostedCall,

    /// <summary>Whatever stands here shows that a tool was run; the argument is a <see cref="Wire.HostedTool"/>.</summary>
    HostedSign,

    /// <summary>The type of a tool that the answer repeats from the request.</summary>
    HostedDeclared,

    /// <summary>How much of what a search finds is given to the model.</summary>
    SearchContext,

    /// <summary>How many there are.</summary>
    Count,
}
