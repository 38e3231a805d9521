namespace LlmHttpMetrics;

/// <summary>
/// Tools that providers run themselves: the keys of <see cref="LlmEvent.HostedTools"/>, and with an optional ending those of
/// <see cref="LlmPrice.Tools"/>.
/// </summary>
public static class LlmHostedTools
{
    /// <summary>A search of the web; with Google one query of those that the model has made.</summary>
    public const string WebSearch = "web_search";

    /// <summary>A search by OpenAI's <c>web_search_preview</c>, whose calls have a price of their own.</summary>
    public const string WebSearchPreview = "web_search_preview";

    /// <summary>A search of licensed sources, such as Mistral's <c>web_search_premium</c>.</summary>
    public const string PremiumSearch = "premium_search";

    /// <summary>A page opened by its address: Anthropic's web fetch, Google's URL context, <c>open_page</c> of OpenAI's web search.</summary>
    public const string WebFetch = "web_fetch";

    /// <summary>A search of X, by x.ai.</summary>
    public const string XSearch = "x_search";

    /// <summary>A source that x.ai's live search has used; each is charged.</summary>
    public const string SearchSource = "search_source";

    /// <summary>Grounding with Google Maps.</summary>
    public const string MapsSearch = "maps_search";

    /// <summary>A search of files or collections that the caller has stored with the provider.</summary>
    public const string FileSearch = "file_search";

    /// <summary>A search of files that came with the messages, by x.ai.</summary>
    public const string DocumentSearch = "document_search";

    /// <summary>Code that the provider has run: code interpreter, code execution, a hosted shell.</summary>
    public const string CodeExecution = "code_execution";

    /// <summary>An image made by a tool of a language model.</summary>
    public const string ImageGeneration = "image_generation";

    /// <summary>A call of a tool of an MCP server, made by the provider.</summary>
    public const string Mcp = "mcp";

    /// <summary>A search for the tools that the request defers.</summary>
    public const string ToolSearch = "tool_search";

    /// <summary>A page of a file that a gateway has turned into text, such as OpenRouter's <c>file-parser</c>.</summary>
    public const string FileParser = "file_parser";

    /// <summary>Another model that was asked, such as Anthropic's advisor, whose tokens are charged.</summary>
    public const string Advisor = "advisor";

    /// <summary>Calls of a kind that is not known here.</summary>
    public const string Other = "other";
}
