using System.Text;

namespace LlmHttpMetrics.Text.Redaction;

/// <summary>Replaces what a finder finds.</summary>
internal static class Redaction
{
    /// <summary>The next secret at or after a place. A finder takes time in proportion to the text, over all its calls.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to begin.</param>
    /// <returns>Where it stands; a length of 0 where there is none.</returns>
    public delegate (int Start, int Length) Finder(ReadOnlySpan<char> text, int from);

    public static string Replace(string text, Finder find, string mark)
    {
        StringBuilder? result = null;
        for (var at = 0; ;)
        {
            var (start, length) = find(text, at);
            if (length == 0)
            {
                return result is null ? text : result.Append(text, at, text.Length - at).ToString();
            }

            result ??= new StringBuilder(text.Length);
            result.Append(text, at, start - at).Append(mark);
            at = start + length;
        }
    }
}
