using System.Text;
using LlmHttpMetrics.Tokenizers;

namespace TokenizerTool;

/// <summary>
/// Compares every way to count with the reference, for the strings that <c>reference/strings.mjs</c> writes to our standard input.
/// </summary>
internal static class ConformCommand
{
    private const int Shown = 20;

    public static int Run(string[] encodings)
    {
        var tokenizers = Array.ConvertAll(encodings, TokenEncodings.Get);
        var counters = Array.ConvertAll(tokenizers, tokenizer => tokenizer.CreateCounter());
        using var input = new BinaryReader(new BufferedStream(Console.OpenStandardInput(), 1 << 20), Encoding.Unicode);
        var (strings, differences) = (0, 0);
        while (ReadText(input) is { } text)
        {
            strings++;
            for (var i = 0; i < tokenizers.Length; i++)
            {
                var expected = ReadTokens(input);
                var difference = Compare(text, expected, tokenizers[i], counters[i], strings);
                if (difference is not null && differences++ < Shown)
                {
                    Console.WriteLine($"{encodings[i]}, string {strings}: {difference}\n  {Escape(text)}");
                }
            }
        }

        Console.WriteLine($"{strings:N0} strings in {encodings.Length} encodings, {differences:N0} differences.");
        return differences == 0 && strings > 0 ? 0 : 1;
    }

    private static string? Compare(string text, int[] expected, Tokenizer tokenizer, TokenCounter counter, int cut)
    {
        var actual = tokenizer.Encode(text);
        if (!actual.AsSpan().SequenceEqual(expected))
        {
            return $"tokens {string.Join(' ', actual)} instead of {string.Join(' ', expected)}";
        }

        if (tokenizer.Count(text) is var count && count != expected.Length)
        {
            return $"count {count} instead of {expected.Length}";
        }

        // The reference decodes bytes that are no text as .NET does.
        var utf8 = Encoding.UTF8.GetBytes(text);
        if (tokenizer.CountUtf8(utf8) is var ofBytes && ofBytes != expected.Length)
        {
            return $"count of bytes {ofBytes} instead of {expected.Length}";
        }

        counter.Reset();
        counter.Append(text.AsSpan(0, cut % (text.Length + 1)));
        counter.Append(text.AsSpan(cut % (text.Length + 1)));
        if (counter.Count != expected.Length)
        {
            return $"count in two parts {counter.Count} instead of {expected.Length}";
        }

        counter.Reset();
        foreach (var part in utf8.Chunk(1 + (cut % 7)))
        {
            counter.AppendUtf8(part);
        }

        return counter.Count == expected.Length ? null : $"count in parts of bytes {counter.Count} instead of {expected.Length}";
    }

    private static string? ReadText(BinaryReader input)
    {
        var head = input.ReadBytes(sizeof(int));
        if (head.Length < sizeof(int))
        {
            return null;
        }

        // Unpaired surrogates stand here too, so no decoder may see it.
        var units = new char[BitConverter.ToInt32(head)];
        for (var i = 0; i < units.Length; i++)
        {
            units[i] = (char)input.ReadUInt16();
        }

        return new string(units);
    }

    private static int[] ReadTokens(BinaryReader input)
    {
        var tokens = new int[input.ReadInt32()];
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = input.ReadInt32();
        }

        return tokens;
    }

    private static string Escape(string text) =>
        string.Concat(text.Select(c => c is >= ' ' and < (char)0x7F ? c.ToString() : $"\\u{(int)c:x4}"));
}
