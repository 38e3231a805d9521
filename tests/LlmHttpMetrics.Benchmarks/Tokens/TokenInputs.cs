using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using LlmHttpMetrics.Tokenizers;

namespace LlmHttpMetrics.Benchmarks.Tokens;

/// <summary>
/// The texts that are counted, about a megabyte each, the same in every run. Words are drawn from the vocabulary by Zipf's law,
/// since ranks are by frequency, so that the words of a language come as often as they do; code is our own.
/// </summary>
internal static class TokenInputs
{
    private const int Size = 1_000_000;
    private const int MessageLength = 323;

    public static string Prose() => Prose(Size);

    public static string Code([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
        var text = new StringBuilder();
        foreach (var file in (string[])["src", "tests", "samples"])
        {
            foreach (var path in Directory.EnumerateFiles(Path.Combine(root, file), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                text.Append(File.ReadAllText(path));
            }
        }

        return text.ToString(0, Math.Min(text.Length, Size));
    }

    /// <summary>Paragraphs of Chinese, Russian and Japanese in turn, and lines of emoji.</summary>
    public static string Multilingual()
    {
        var random = new Random(3);
        var chinese = Words(text => text.All(c => c is >= '\u4e00' and <= '\u9fff'));
        var russian = Words(text => text[0] == ' ' && text.Length > 1 && text.AsSpan(1).IndexOfAnyExceptInRange('\u0430', '\u044f') < 0);
        var japanese = Words(text => text.All(c => c is (>= '\u3041' and <= '\u30ff') or (>= '\u4e00' and <= '\u6fff')));
        var emoji = Words(text => char.IsSurrogate(text[0]) && text.Length == 2 && char.ConvertToUtf32(text, 0) is >= 0x1F300 and < 0x1F700);
        var all = new StringBuilder();
        for (var bytes = 0; bytes < Size;)
        {
            var text = new StringBuilder();
            Sentences(text, random, chinese, 9, '，', '。');
            Sentences(text, random, russian, 12, ',', '.');
            Sentences(text, random, japanese, 9, '、', '。');
            for (var i = 0; i < 6; i++)
            {
                text.Append(emoji.Draw(random));
            }

            text.Append('\n');
            all.Append(text);
            bytes += Encoding.UTF8.GetByteCount(text.ToString());
        }

        return all.ToString();
    }

    public static string[] Messages()
    {
        var text = Prose(220 * MessageLength);
        return [.. Enumerable.Range(0, 200).Select(i => text.Substring(i * MessageLength, MessageLength))];
    }

    /// <summary>What has no words, of any size.</summary>
    public static IEnumerable<(string Name, Func<int, int, string> Make)> Pathological()
    {
        yield return ("one letter", (size, seed) => new string((char)('a' + (seed % 26)), size));
        yield return ("random letters", (size, seed) => Random(size, seed, 'a', 26));
        yield return ("spaces", (size, _) => new string(' ', size));
        yield return ("base64", (size, seed) => Convert.ToBase64String(Bytes(size, seed))[..size]);
        yield return ("equals signs", (size, _) => new string('=', size));
        yield return ("two signs in turn", (size, _) => string.Concat(Enumerable.Repeat("=-", size / 2)));
        yield return ("line ends", (size, _) => new string('\n', size));
        yield return ("random CJK", (size, seed) => Random(size / 3, seed, '\u4e00', 0x5200));
    }

    private static string Prose(int size)
    {
        var random = new Random(1);
        var english = Words(text => text[0] == ' ' && text.Length > 1 && text.AsSpan(1).IndexOfAnyExceptInRange('a', 'z') < 0);
        var text = new StringBuilder();

        // Names and terms, which are no tokens, come again and again in a text.
        var names = new Zipf([.. Enumerable.Range(0, 600).Select(_ => english.Draw(random)[1..] + english.Draw(random)[1..])]);
        while (text.Length < size)
        {
            for (var sentences = 2 + random.Next(6); sentences > 0; sentences--)
            {
                Sentence(text, random, english, names);
            }

            text.Append("\n\n");
        }

        return text.ToString(0, size);
    }

    private static void Sentence(StringBuilder text, Random random, Zipf english, Zipf names)
    {
        for (int i = 0, words = 6 + random.Next(16); i < words; i++)
        {
            var word = english.Draw(random);
            text.Append(i > 0 ? word : (text.Length > 0 && text[^1] != '\n' ? " " : "") + char.ToUpperInvariant(word[1]) + word[2..]);
            switch (random.Next(100))
            {
                case < 3:
                    text.Append(' ').Append(names.Draw(random));
                    break;
                case < 8:
                    text.Append(',');
                    break;
                case < 10:
                    text.Append("'s");
                    break;
                case < 11:
                    text.Append(CultureInfo.InvariantCulture, $" {random.Next(3000)}");
                    break;
            }
        }

        text.Append('.');
    }

    private static void Sentences(StringBuilder text, Random random, Zipf words, int length, char comma, char stop)
    {
        for (var i = 0; i < 12; i++)
        {
            for (var j = 2 + random.Next(length); j > 0; j--)
            {
                text.Append(words.Draw(random));
            }

            text.Append(random.Next(2) == 0 ? comma : stop);
        }

        text.Append('\n');
    }

    private static Zipf Words(Func<string, bool> isWord)
    {
        var tokenizer = TokenEncodings.Get(TokenEncodings.O200kBase);
        return new Zipf([.. Enumerable.Range(0, 199_998).Select(id => tokenizer.Decode([id])).Where(isWord)]);
    }

    private static string Random(int length, int seed, char first, int count)
    {
        var random = new Random(seed);
        return string.Create(length, (random, first, count), static (span, state) =>
        {
            foreach (ref var c in span)
            {
                c = (char)(state.first + state.random.Next(state.count));
            }
        });
    }

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Draws words as often as their place in the list says.</summary>
    private sealed class Zipf(string[] words)
    {
        private readonly double[] _sums = Sums(words.Length);

        public string Draw(Random random)
        {
            var at = Array.BinarySearch(_sums, random.NextDouble() * _sums[^1]);
            return words[at < 0 ? ~at : at];
        }

        private static double[] Sums(int count)
        {
            var sums = new double[count];
            var sum = 0.0;
            for (var i = 0; i < count; i++)
            {
                sums[i] = sum += 1.0 / (i + 8);
            }

            return sums;
        }
    }
}
