namespace LlmHttpMetrics.CustomProviders;

/// <summary>The meaning of the type of an event, a body or an item.</summary>
public enum CustomTypeMeaning
{
    /// <summary>The value at <see cref="CustomResponse.TypedText"/> is visible text.</summary>
    Text,

    /// <summary>The value at <see cref="CustomResponse.TypedText"/> is reasoning.</summary>
    Reasoning,

    /// <summary>The value at <see cref="CustomResponse.TypedText"/> is a refusal.</summary>
    Refusal,

    /// <summary>The value at <see cref="CustomResponse.TypedText"/> is part of a tool call's arguments.</summary>
    ToolArguments,

    /// <summary>The event has content that is not text, such as audio.</summary>
    Content,

    /// <summary>The answer is complete.</summary>
    Done,

    /// <summary>The call failed.</summary>
    Error,

    /// <summary>The item at <see cref="CustomResponse.ItemType"/> is a tool call that the client has to run.</summary>
    ToolCall,

    /// <summary>The item at <see cref="CustomResponse.ItemType"/> is a tool call that the provider runs itself.</summary>
    HostedToolCall,
}
