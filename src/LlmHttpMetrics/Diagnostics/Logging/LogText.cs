using System.Globalization;
using System.Text;

namespace LlmHttpMetrics.Diagnostics.Logging;

/// <summary>
/// Makes text from the network or from a user safe for a log line. Model names, ids, finish reasons, error types and paths may contain line
/// breaks, which would forge further lines, escape sequences of a terminal, or marks that reverse the direction in which text is shown.
/// </summary>
internal static class LogText
{
    private const char Cut = '…';
    private const char FirstVisible = ' ';
    private const char LastAscii = '~';

    /// <summary>
    /// The same text, with unsafe characters written as <c>\n</c>, <c>\r</c>, <c>\t</c> or <c>\uXXXX</c>, and cut off at a length. Does not
    /// allocate if the text needs no change.
    /// </summary>
    public static string Safe(string text, int maxLength) => text.Length <= maxLength && FirstUnsafe(text) == text.Length ? text : Escape(text, maxLength);

    private static string Escape(string text, int maxLength)
    {
        StringBuilder safe = new(Math.Min(text.Length, maxLength) + 1);
        for (var i = 0; i < text.Length; i++)
        {
            var length = char.IsSurrogatePair(text, i) ? 2 : 1;
            var part = length == 1 && IsUnsafe(text, i) ? Code(text[i]) : text.AsSpan(i, length);
            if (safe.Length + part.Length > maxLength)
            {
                return safe.Append(Cut).ToString();
            }

            safe.Append(part);
            i += length - 1;
        }

        return safe.ToString();
    }

    private static ReadOnlySpan<char> Code(char c) => c switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        _ => string.Create(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}"),
    };

    private static int FirstUnsafe(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is >= FirstVisible and <= LastAscii)
            {
                continue;
            }

            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (IsUnsafe(text, i))
            {
                return i;
            }
        }

        return text.Length;
    }

    private static bool IsUnsafe(string text, int at) => char.GetUnicodeCategory(text[at]) is
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format or UnicodeCategory.Surrogate;
}
