using System.Text;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Finds the lines of a user or a session.</summary>
internal sealed class LineFilter(string? user, string? session)
{
    private readonly byte[][] _names = [.. new[] { user, session }.OfType<string>().Select(Encoding.UTF8.GetBytes)];

    /// <summary>The line is of both, where both are asked for. One that cannot be read is theirs if it has the names in it: it is better gone.</summary>
    public bool Fits(ReadOnlySpan<byte> line)
    {
        if (LlmEventJson.TryRead(line, out var e))
        {
            return (user is null || e.Call?.UserId == user) && (session is null || e.Call?.SessionId == session);
        }

        var names = BeginPieces();
        names.Add(line);
        return names.AreFound;
    }

    /// <summary>For a line that is too long to be read, and comes in pieces.</summary>
    public PieceSearch BeginPieces() => new(_names);
}
