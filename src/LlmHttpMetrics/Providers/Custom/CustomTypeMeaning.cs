namespace LlmHttpMetrics.CustomProviders;

/// <summary>What the type of an event, of a body or of an item says about it.</summary>
public enum CustomTypeMeaning
{
    /// <summary>What stands at <see cref="CustomResponse.TypedText"/> is visible text.</summary>
    Text,

    /// <summary>What stands at <see cref="CustomResponse.TypedText"/> is reasoning.</summary>
    Reasoning,

    /// <summary>What stands at <see cref="CustomResponse.TypedText"/> is a refusal.</summary>
    Refusal,

    /// <summary>What stands at <see cref="CustomResponse.TypedText"/> is a piece of a tool call's arguments.</summary>
    ToolArguments,

    /// <summary>The event bears content that is no text, such as audio.</summary>
    Content,

    /// <summary>The answer is complete.</summary>
    Done,

    /// <summary>The call has failed.</summary>
    Error,

    /// <summary>The item at <see cref="CustomResponse.ItemType"/> is a tool call that the client has to run.</summary>
    ToolCall,

    /// <summary>The item at <see cref="CustomResponse.ItemType"/> is a tool call that the provider runs by itself.</summary>
    HostedToolCall,
}
