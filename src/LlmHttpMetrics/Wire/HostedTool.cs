namespace LlmHttpMetrics.Wire;

/// <summary>Tools that providers run themselves, as they are billed.</summary>
internal enum HostedTool : byte
{
    None,
    WebSearch,

    /// <summary>OpenAI's first web search, whose calls cost otherwise.</summary>
    WebSearchPreview,

    /// <summary>A search of licensed sources (Mistral).</summary>
    PremiumSearch,

    /// <summary>A page has been opened by its address.</summary>
    WebFetch,

    /// <summary>A search of X (x.ai).</summary>
    XSearch,

    /// <summary>A source that x.ai's live search has used.</summary>
    SearchSource,
    MapsSearch,

    /// <summary>A search of files that the caller has stored with the provider.</summary>
    FileSearch,

    /// <summary>A search of files that came with the messages (x.ai).</summary>
    DocumentSearch,
    CodeExecution,
    ImageGeneration,
    Mcp,

    /// <summary>A search for the tools that a request defers.</summary>
    ToolSearch,

    /// <summary>A page of a file that a gateway has turned into text (OpenRouter).</summary>
    FileParser,

    /// <summary>Another model has been asked (Anthropic's advisor), which is charged as a pass of its own.</summary>
    Advisor,

    /// <summary>Calls whose kind is not known.</summary>
    Other,
    Count,
}
