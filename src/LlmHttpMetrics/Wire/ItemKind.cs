namespace LlmHttpMetrics.Wire;

/// <summary>The kind of an output item or content block other than text.</summary>
internal enum ItemKind : byte
{
    None,

    /// <summary>A call that the client has to run.</summary>
    ToolCall,

    /// <summary>A call that the provider ran itself.</summary>
    HostedToolCall,

    /// <summary>A call that the client has to run, unless the item has a member that says that the provider runs it.</summary>
    CallByPlace,
}
