namespace LlmHttpMetrics.Identification;

/// <summary>The end of a path in which <c>*</c> stands for any segment and <c>{model}</c> for the name of a model.</summary>
internal static class PathPattern
{
    public const string Allowed = "the end of a path from a slash on, with '*' for a segment and '{model}', once, for the model's name";

    private const string Model = "{model}";

    public static bool IsValid(string? pathEnd)
    {
        if (string.IsNullOrEmpty(pathEnd) || pathEnd[0] != '/' || pathEnd.AsSpan().ContainsAny("?#% \t"))
        {
            return false;
        }

        var models = 0;
        foreach (var segment in Segments(pathEnd))
        {
            var rest = segment;
            if (segment.IndexOf(Model, StringComparison.Ordinal) is var at and >= 0)
            {
                models++;
                rest = segment.Remove(at, Model.Length);
            }

            if (segment != "*" && rest.AsSpan().ContainsAny('*', '{', '}'))
            {
                return false;
            }
        }

        return models <= 1;
    }

    /// <summary>The spelling that paths are compared in: no slash doubled, none at the end.</summary>
    public static string Normalized(string pathEnd) => "/" + string.Join('/', Segments(pathEnd));

    public static bool IsPattern(string pathEnd) => pathEnd.AsSpan().ContainsAny('*', '{');

    /// <summary>True where the path ends so; the model is what stood in its place.</summary>
    public static bool Fits(ReadOnlySpan<string> segments, string pathEnd, out string? model)
    {
        model = null;
        var wanted = Segments(pathEnd);
        if (segments.Length < wanted.Length)
        {
            return false;
        }

        segments = segments[^wanted.Length..];
        for (var i = 0; i < wanted.Length; i++)
        {
            if (!Fits(segments[i], wanted[i], ref model))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Fits(string segment, string wanted, ref string? model)
    {
        if (wanted == "*")
        {
            return true;
        }

        var at = wanted.IndexOf(Model, StringComparison.Ordinal);
        if (at < 0)
        {
            return segment.Equals(wanted, StringComparison.OrdinalIgnoreCase);
        }

        var (before, after) = (wanted[..at], wanted[(at + Model.Length)..]);
        if (segment.Length <= before.Length + after.Length
            || !segment.StartsWith(before, StringComparison.OrdinalIgnoreCase) || !segment.EndsWith(after, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        model = Uri.UnescapeDataString(segment[before.Length..^after.Length]);
        return true;
    }

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
