namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>The end of a path in which <c>*</c> stands for any segment and <c>{model}</c> for the name of a model.</summary>
internal sealed class PathTemplate(string pathEnd)
{
    public const string Allowed = "the end of a path from a slash on, with '*' for a segment and '{model}', once, for the model's name";

    private const string ModelPlace = "{model}";

    private readonly string[] _expected = Segments(pathEnd);

    /// <summary>The longer of two matches is the more specific.</summary>
    public int Length => pathEnd.Length;

    /// <summary>The text after the last placeholder.</summary>
    public string Tail => pathEnd[(pathEnd.LastIndexOfAny(['*', '}']) + 1)..];

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
            if (segment.IndexOf(ModelPlace, StringComparison.Ordinal) is var at and >= 0)
            {
                models++;
                rest = segment.Remove(at, ModelPlace.Length);
            }

            if (segment != "*" && rest.AsSpan().ContainsAny('*', '{', '}'))
            {
                return false;
            }
        }

        return models <= 1;
    }

    /// <summary>The form in which paths are compared: without double and trailing slashes.</summary>
    public static string Normalized(string pathEnd) => "/" + string.Join('/', Segments(pathEnd));

    /// <summary>Whether it has a placeholder.</summary>
    public static bool IsOpen(string pathEnd) => pathEnd.AsSpan().ContainsAny('*', '{');

    /// <summary>Whether the path ends with this; the model is the value of its placeholder, percent-decoded.</summary>
    public bool Fits(ReadOnlySpan<string> segments, out string? model)
    {
        model = null;
        if (segments.Length < _expected.Length)
        {
            return false;
        }

        segments = segments[^_expected.Length..];
        for (var i = 0; i < _expected.Length; i++)
        {
            if (!Fits(segments[i], _expected[i], ref model))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Fits(string segment, string expected, ref string? model)
    {
        if (expected == "*")
        {
            return true;
        }

        segment = Uri.UnescapeDataString(segment);
        var at = expected.IndexOf(ModelPlace, StringComparison.Ordinal);
        if (at < 0)
        {
            return segment.Equals(expected, StringComparison.OrdinalIgnoreCase);
        }

        var (before, after) = (expected[..at], expected[(at + ModelPlace.Length)..]);
        if (segment.Length <= before.Length + after.Length
            || !segment.StartsWith(before, StringComparison.OrdinalIgnoreCase) || !segment.EndsWith(after, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        model = segment[before.Length..^after.Length];
        return true;
    }

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
