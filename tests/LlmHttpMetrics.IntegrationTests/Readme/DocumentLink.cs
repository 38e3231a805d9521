namespace LlmHttpMetrics.IntegrationTests.Readme;

/// <summary>A link of a Markdown text.</summary>
/// <param name="File">The file or address; empty where the link stays in its text.</param>
/// <param name="Anchor">The heading; empty where there is none.</param>
internal sealed record DocumentLink(string File, string Anchor)
{
    public bool IsAbsolute => File.Contains("://", StringComparison.Ordinal);
}
