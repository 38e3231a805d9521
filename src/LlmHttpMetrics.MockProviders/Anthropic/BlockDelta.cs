namespace LlmHttpMetrics.MockProviders.Anthropic;

/// <summary>One delta of a content block: its type, and the member that contains the piece.</summary>
internal sealed record BlockDelta(string Type, string Member, string Piece)
{
    public bool IsContent { get; init; } = true;
}
