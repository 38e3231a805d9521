using System.Text;

namespace LlmHttpMetrics.Text.Redaction;

/// <summary>Replaces the secrets that a finder finds.</summary>
internal static class Redaction
{
    /// <summary>Finds the next secret at or after a position. All calls of a finder together take time in proportion to the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">The position to begin at.</param>
    /// <returns>The position of the secret; a length of 0 if there is none.</returns>
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
