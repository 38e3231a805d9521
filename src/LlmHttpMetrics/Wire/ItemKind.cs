namespace LlmHttpMetrics.Wire;

/// <summary>What an output item or content block is, besides text.</summary>
internal enum ItemKind : byte
{
    None,

    /// <summary>A call that the client has to run.</summary>
    ToolCall,

    /// <summary>A call that the provider ran itself.</summary>
    HostedToolCall,

    /// <summary>A call that the client has to run, unless its item says that the provider does.</summary>
    CallByPlace,
}
