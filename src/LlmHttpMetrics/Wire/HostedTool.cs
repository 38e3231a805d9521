namespace LlmHttpMetrics.Wire;

/// <summary>Tools that providers run themselves, by how they are billed.</summary>
internal enum HostedTool : byte
{
    None,
    WebSearch,

    /// <summary>OpenAI's first web search tool, which has a different price.</summary>
    WebSearchPreview,

    /// <summary>A search of licensed sources (Mistral).</summary>
    PremiumSearch,

    /// <summary>A page opened by its URL.</summary>
    WebFetch,

    /// <summary>A search of X (x.ai).</summary>
    XSearch,

    /// <summary>A source that x.ai's live search used.</summary>
    SearchSource,
    MapsSearch,

    /// <summary>A search of files that the caller stored with the provider.</summary>
    FileSearch,

    /// <summary>A search of files that were attached to the messages (x.ai).</summary>
    DocumentSearch,
    CodeExecution,
    ImageGeneration,
    Mcp,

    /// <summary>A search for the tools that a request defers.</summary>
    ToolSearch,

    /// <summary>A page of a file that a gateway converted to text (OpenRouter).</summary>
    FileParser,

    /// <summary>A call of another model (Anthropic's advisor), which is charged as a pass of its own.</summary>
    Advisor,

    /// <summary>Calls of an unknown kind.</summary>
    Other,
    Count,
}
