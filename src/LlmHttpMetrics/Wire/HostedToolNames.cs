namespace LlmHttpMetrics.Wire;

/// <summary>The names of hosted tools on events and in prices.</summary>
internal static class HostedToolNames
{
    private static readonly string[] Names = Named();

    /// <summary>The names, in the order of the enum.</summary>
    public static IEnumerable<string> All => Names.Skip(1);

    public static string Of(HostedTool tool) => Names[(int)tool];

    /// <summary>The tool with a name; <see cref="HostedTool.None"/> if there is none.</summary>
    public static HostedTool Find(ReadOnlySpan<char> name)
    {
        for (var i = 1; i < Names.Length; i++)
        {
            if (name.Equals(Names[i], StringComparison.OrdinalIgnoreCase))
            {
                return (HostedTool)i;
            }
        }

        return HostedTool.None;
    }

    private static string[] Named()
    {
        var names = new string[(int)HostedTool.Count];
        names[(int)HostedTool.None] = "";
        names[(int)HostedTool.WebSearch] = LlmHostedTools.WebSearch;
        names[(int)HostedTool.WebSearchPreview] = LlmHostedTools.WebSearchPreview;
        names[(int)HostedTool.PremiumSearch] = LlmHostedTools.PremiumSearch;
        names[(int)HostedTool.WebFetch] = LlmHostedTools.WebFetch;
        names[(int)HostedTool.XSearch] = LlmHostedTools.XSearch;
        names[(int)HostedTool.SearchSource] = LlmHostedTools.SearchSource;
        names[(int)HostedTool.MapsSearch] = LlmHostedTools.MapsSearch;
        names[(int)HostedTool.FileSearch] = LlmHostedTools.FileSearch;
        names[(int)HostedTool.DocumentSearch] = LlmHostedTools.DocumentSearch;
        names[(int)HostedTool.CodeExecution] = LlmHostedTools.CodeExecution;
        names[(int)HostedTool.ImageGeneration] = LlmHostedTools.ImageGeneration;
        names[(int)HostedTool.Mcp] = LlmHostedTools.Mcp;
        names[(int)HostedTool.ToolSearch] = LlmHostedTools.ToolSearch;
        names[(int)HostedTool.FileParser] = LlmHostedTools.FileParser;
        names[(int)HostedTool.Advisor] = LlmHostedTools.Advisor;
        names[(int)HostedTool.Other] = LlmHostedTools.Other;
        return names;
    }
}
