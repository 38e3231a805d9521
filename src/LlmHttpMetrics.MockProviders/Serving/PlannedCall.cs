namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>A tool call with its id and the pieces in which its arguments are streamed.</summary>
internal sealed record PlannedCall(string Id, string Name, string Arguments)
{
    private const int PieceLength = 8;

    public IReadOnlyList<string> Pieces { get; } =
        Serving.Pieces.InParts(Arguments, Math.Max(1, (Arguments.Length + PieceLength - 1) / PieceLength));
}
