using System.Text;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Finds the events of a user or a session, and the amendments of the events that it has found.</summary>
internal sealed class LineFilter(string? user, string? session)
{
    private readonly byte[][] _names = [.. new[] { user, session }.OfType<string>().Select(Encoding.UTF8.GetBytes)];
    private readonly HashSet<Guid> _found = [];

    /// <summary>
    /// An event is of both, where both are asked for. A line that cannot be read is theirs if it has the names in it: it is better gone. An amendment has no
    /// names, but the id of an event, which has been here before.
    /// </summary>
    public LineMatch Match(ReadOnlySpan<byte> line)
    {
        if (LlmEventJson.TryRead(line, out var e))
        {
            if ((user is not null && e.Call?.UserId != user) || (session is not null && e.Call?.SessionId != session))
            {
                return LineMatch.None;
            }

            _found.Add(e.Id);
            return LineMatch.Event;
        }

        if (LlmEventJson.TryReadAmendment(line, out var amendment))
        {
            return _found.Contains(amendment.EventId) ? LineMatch.Amendment : LineMatch.None;
        }

        var names = BeginPieces();
        names.Add(line);
        return names.AreFound ? LineMatch.Event : LineMatch.None;
    }

    /// <summary>For a line that is too long to be read, and comes in pieces.</summary>
    public PieceSearch BeginPieces() => new(_names);
}
