namespace LlmHttpMetrics.Json;

/// <summary>
/// Parses paths such as <c>choices[*].delta.content</c>: member names separated by dots, <c>[*]</c> for every element
/// of an array, and <c>['name']</c> for a name that contains a dot, bracket, star or space, or is just <c>$</c>, with which the paths of
/// other languages begin.
/// </summary>
internal static class FieldPath
{
    /// <summary>The step for every element of an array.</summary>
    public const string EveryElement = "[*]";

    /// <exception cref="FieldPathException">The path is malformed.</exception>
    public static List<string> Parse(string path)
    {
        var steps = new List<string>();
        var i = 0;
        while (i < path.Length)
        {
            if (path[i] == '[')
            {
                i = ReadBracket(path, i, steps);
            }
            else
            {
                if (steps.Count > 0 && path[i++] != '.')
                {
                    throw new FieldPathException(path, i - 1, "a '.' or '[' is expected here");
                }

                i = ReadName(path, i, steps);
            }
        }

        return steps.Count > 0 ? steps : throw new FieldPathException(path, 0, "a path needs at least one step");
    }

    private static int ReadName(string path, int start, List<string> steps)
    {
        var end = path.AsSpan(start).IndexOfAny(".[]'") is var n and >= 0 ? start + n : path.Length;
        if (end == start)
        {
            throw new FieldPathException(path, start, "a member name is expected here");
        }

        if (path.AsSpan(start, end - start).IndexOfAny("* \t") is var odd and >= 0)
        {
            throw new FieldPathException(path, start + odd, "a '*' is written [*], and a name with a star or space ['name']");
        }

        if (path.AsSpan(start, end - start) is "$")
        {
            throw new FieldPathException(path, start, "a path begins with a member name or [*], not with '$'");
        }

        steps.Add(path[start..end]);
        return end;
    }

    private static int ReadBracket(string path, int start, List<string> steps)
    {
        if (string.CompareOrdinal(path, start, EveryElement, 0, EveryElement.Length) == 0)
        {
            steps.Add(EveryElement);
            return start + EveryElement.Length;
        }

        var close = start + 1 < path.Length && path[start + 1] == '\'' ? path.IndexOf("']", start + 2, StringComparison.Ordinal) : -1;
        if (close <= start + 2)
        {
            throw new FieldPathException(path, start, "'[*]' or ['name'] is expected here");
        }

        steps.Add(path[(start + 2)..close]);
        return close + 2;
    }
}
