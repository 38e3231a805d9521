using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using LlmHttpMetrics.Tokenizers.Counting;

namespace LlmHttpMetrics.Tokenizers;

/// <summary>
/// Counts the tokens of text exactly as a model's own tokenizer does. An instance is thread-safe; counting takes no lock and allocates nothing, and
/// its time grows linearly with the length of the text, for any text.
/// </summary>
/// <remarks>
/// Unpaired surrogates and invalid UTF-8 count as U+FFFD, one for each part that is not a character, as the reference decodes them.
/// </remarks>
public abstract class Tokenizer
{
    private const int ShortText = 512;
    private const int Chunk = 1 << 18;

    private protected Tokenizer(string name)
    {
        Name = name;
    }

    /// <summary>The name of the encoding, or the name given to the file.</summary>
    public string Name { get; }

    /// <summary>The number of ids: one more than the highest, special tokens included.</summary>
    public abstract int VocabularySize { get; }

    /// <summary>The special tokens and their ids.</summary>
    public abstract IReadOnlyDictionary<string, int> SpecialTokenIds { get; }

    private protected abstract TextScanner Scanner { get; }

    /// <summary>The number of tokens of the text.</summary>
    public int Count(ReadOnlySpan<char> text) => checked((int)CountText(text, long.MaxValue));

    /// <summary>The number of tokens of the text, with special tokens treated as specified.</summary>
    public int Count(ReadOnlySpan<char> text, SpecialTokens specialTokens)
    {
        if (specialTokens == SpecialTokens.AsText)
        {
            return Count(text);
        }

        var count = 0;
        while (Specials.Find(text, out var index, out var length, out _))
        {
            count += Count(text[..index]) + 1;
            text = text[(index + length)..];
        }

        return count + Count(text);
    }

    /// <summary>The number of tokens of the text, given as UTF-8.</summary>
    public int CountUtf8(ReadOnlySpan<byte> utf8) => checked((int)CountBytes(utf8, long.MaxValue));

    /// <summary>Counts until the count exceeds the limit, and no further.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">The maximum number of tokens.</param>
    /// <param name="count">The number of tokens, or one more than the limit.</param>
    /// <returns>Whether the text has at most <paramref name="limit"/> tokens.</returns>
    public bool TryCount(ReadOnlySpan<char> text, int limit, out int count) => IsWithin(CountText(text, NotNegative(limit)), limit, out count);

    /// <inheritdoc cref="TryCount"/>
    /// <param name="utf8">The text as UTF-8.</param>
    /// <param name="limit">The maximum number of tokens.</param>
    /// <param name="count">The number of tokens, or one more than the limit.</param>
    public bool TryCountUtf8(ReadOnlySpan<byte> utf8, int limit, out int count) => IsWithin(CountBytes(utf8, NotNegative(limit)), limit, out count);

    /// <summary>Creates a counter for text that arrives in parts.</summary>
    public TokenCounter CreateCounter() => new(Scanner);

    /// <summary>The ids of the text's tokens. For tests and tools: counting does not need them.</summary>
    public int[] Encode(ReadOnlySpan<char> text, SpecialTokens specialTokens = SpecialTokens.AsText)
    {
        List<int> ids = [];
        while (specialTokens == SpecialTokens.Recognize && Specials.Find(text, out var index, out var length, out var id))
        {
            Encode(text[..index], ids);
            ids.Add(id);
            text = text[(index + length)..];
        }

        Encode(text, ids);
        return [.. ids];
    }

    /// <summary>The text of the tokens. Bytes that are not characters by themselves become U+FFFD.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id has no token.</exception>
    public string Decode(ReadOnlySpan<int> ids)
    {
        var text = Encoding.UTF8.GetString(DecodeUtf8(ids));
        return Scanner.Prefix != PrefixRule.None && text.StartsWith(' ') ? text[1..] : text;
    }

    /// <summary>The bytes of the tokens.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id has no token.</exception>
    public byte[] DecodeUtf8(ReadOnlySpan<int> ids)
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var id in ids)
        {
            if (Specials.Text(id) is { } special)
            {
                Encoding.UTF8.GetBytes(special, bytes);
            }
            else if (!WriteToken(id, bytes))
            {
                throw new ArgumentOutOfRangeException(nameof(ids), id, "There is no token with this id.");
            }
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private protected abstract SpecialTokenTable Specials { get; }

    /// <summary>Adds the ids of the text's tokens.</summary>
    private protected virtual void Encode(ReadOnlySpan<char> text, List<int> ids) =>
        Scanner.Encode(Encoding.UTF8.GetBytes([.. Prefix(text), .. text]), ids);

    /// <summary>Writes the bytes of the token; false if there is none with that id.</summary>
    private protected abstract bool WriteToken(int id, IBufferWriter<byte> to);

    private ReadOnlySpan<char> Prefix(ReadOnlySpan<char> text) => text.IsEmpty ? [] : Scanner.Prefix switch
    {
        PrefixRule.Always => " ",
        PrefixRule.UnlessThere => text[0] is ' ' or '\u2581' ? "" : " ",
        _ => "",
    };

    private static int NotNegative(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return limit;
    }

    private static bool IsWithin(long found, int limit, out int count)
    {
        count = (int)Math.Min(found, (long)limit + 1);
        return found <= limit;
    }

    [SkipLocalsInit]
    private long CountText(ReadOnlySpan<char> text, long limit)
    {
        long count = 0;
        if (text.Length <= ShortText && Scanner.Prefix == PrefixRule.None)
        {
            // Ten bytes more than needed, so that the last piece can be read like the others.
            Span<byte> utf8 = stackalloc byte[(3 * ShortText) + 16];
            Utf8.FromUtf16(text, utf8, out _, out var written);
            Scanner.Scan(ref MemoryMarshal.GetReference(utf8), 0, written, final: true, limit, ref count);
            return count;
        }

        var feed = new TextFeed(Scanner, int.MaxValue) { Limit = limit };
        feed.Append(text, last: true);
        count = feed.Total();
        feed.Release();
        return count;
    }

    private long CountBytes(ReadOnlySpan<byte> utf8, long limit)
    {
        long count = 0;
        if (Scanner.Prefix != PrefixRule.None)
        {
            return CountByFeed(utf8, limit, 0);
        }

        var (start, valid) = (0, 0);
        var chunk = (int)Math.Min(Chunk, 16 * Math.Min(limit, Chunk) + ShortText);
        while (count <= limit)
        {
            var end = EndOfCharacter(utf8, (int)Math.Min((long)valid + chunk, utf8.Length));
            if (!Utf8.IsValid(utf8[valid..end]))
            {
                return CountByFeed(utf8[start..], limit, count);
            }

            start = Scanner.Scan(ref MemoryMarshal.GetReference(utf8), start, end, end == utf8.Length, limit, ref count);
            if (end == utf8.Length)
            {
                break;
            }

            // A piece longer than a chunk is scanned again from its beginning, each time twice as far.
            valid = end;
            chunk = Math.Max(chunk, Math.Min(end - start, 1 << 29));
        }

        return count;
    }

    private long CountByFeed(ReadOnlySpan<byte> utf8, long limit, long count)
    {
        var feed = new TextFeed(Scanner, int.MaxValue) { Limit = limit - count };
        feed.AppendUtf8(utf8);
        count += feed.Total();
        feed.Release();
        return count;
    }

    /// <summary>The position, or up to three bytes before it if it is within a character.</summary>
    private static int EndOfCharacter(ReadOnlySpan<byte> utf8, int place)
    {
        for (var back = 0; back < 4 && place - back > 0 && place < utf8.Length; back++)
        {
            if ((sbyte)utf8[place - back] >= -64)
            {
                return place - back;
            }
        }

        return place;
    }
}
