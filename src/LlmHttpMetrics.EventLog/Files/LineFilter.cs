using System.Text;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Matches the events of a user or a session, and the amendments of the events it has matched.</summary>
internal sealed class LineFilter(string? user, string? session)
{
    private readonly byte[][] _names = [.. new[] { user, session }.OfType<string>().Select(Encoding.UTF8.GetBytes)];
    private readonly HashSet<Guid> _found = [];

    /// <summary>
    /// An event matches if it is of the user and of the session, where both are given. An amendment matches if the event with its id has matched before.
    /// A line that cannot be read matches if it contains the names, because deleting too much is better than keeping personal data.
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

    /// <summary>Searches a line that is too long to be read as a whole.</summary>
    public PieceSearch BeginPieces() => new(_names);
}
