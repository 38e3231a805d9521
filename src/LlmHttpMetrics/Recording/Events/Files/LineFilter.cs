using System.Text;

namespace LlmHttpMetrics.Recording.Events.Files;

/// <summary>Finds the lines of a user or a session.</summary>
internal sealed class LineFilter(string? user, string? session)
{
    private readonly byte[][] _names = [.. new[] { user, session }.OfType<string>().Select(Encoding.UTF8.GetBytes)];

    /// <summary>The line is of both, where both are asked for. One that cannot be read is theirs if it has the names in it: it is better gone.</summary>
    public bool Fits(ReadOnlySpan<byte> line)
    {
        if (!LlmEventJson.TryRead(line, out var e))
        {
            return Holds(line);
        }

        return (user is null || e.Call?.UserId == user) && (session is null || e.Call?.SessionId == session);
    }

    private bool Holds(ReadOnlySpan<byte> line)
    {
        foreach (var name in _names)
        {
            if (line.IndexOf(name) < 0)
            {
                return false;
            }
        }

        return true;
    }
}
