using System.Globalization;
using System.Text.Json;
using LlmHttpMetrics.Tokenizers.Merging;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Files;

/// <summary>Reads byte-level BPE, whose tokens are written with a visible character for each byte.</summary>
internal static class ByteLevelFile
{
    private static readonly Dictionary<char, byte> Bytes = MakeBytes();

    public static bool Uses(JsonElement root) => Member.Steps(root, "pre_tokenizer", "pretokenizers").Any(step => step.Type == "ByteLevel");

    public static Tokenizer Read(JsonElement root, JsonElement model, Dictionary<string, int> special, string name)
    {
        foreach (var (place, type, _) in Member.Steps(root, "normalizer", "normalizers"))
        {
            throw new VocabularyException(place, $"The normalizer '{type}' is not supported with bytes.");
        }

        MergeModel.CheckOptions(model);
        var vocabulary = MergeModel.Vocabulary(model);
        var merges = MergeModel.Merges(model);
        var (list, ids) = Build(vocabulary, merges, special, wholePieces: Member.Flag(model, "ignore_merges"));
        return new BpeTokenizer(name, new BpeVocabulary(list), Pattern(root), special, ids);
    }

    private static SplitPattern Pattern(JsonElement root)
    {
        SplitPattern? pattern = null;
        foreach (var (place, type, step) in Member.Steps(root, "pre_tokenizer", "pretokenizers"))
        {
            switch (type)
            {
                case "ByteLevel" when Member.Flag(step, "add_prefix_space", absent: true):
                    throw new VocabularyException(place, "A space before the text (add_prefix_space) is not supported with bytes.");
                case "ByteLevel" when Member.Flag(step, "use_regex", absent: true):
                    pattern = pattern is null ? SplitPattern.Gpt2 : throw new VocabularyException(place, "Text that is split twice is not supported.");
                    break;
                case "ByteLevel":
                    break;
                case "Split" when pattern is null && Member.Optional(step, "pattern") is { } regex && Member.Text(regex, "Regex") is { } text:
                    var isolated = Member.Text(step, "behavior") == "Isolated" || (Member.Text(step, "behavior") == "Removed" && Member.Flag(step, "invert"));
                    pattern = isolated && KnownPatterns.Find(text) is { } known
                        ? known
                        : throw new VocabularyException(place, $"The pattern is not one of the supported ones: {text}");
                    break;
                default:
                    throw new VocabularyException(place, $"The pre-tokenizer '{type}' is not supported here.");
            }
        }

        return pattern ?? throw new VocabularyException("pre_tokenizer", "Text that is not split is not supported with bytes.");
    }

    private static (MergeList List, int[] Ids) Build(
        Dictionary<string, int> vocabulary, List<(string Left, string Right)> merges, Dictionary<string, int> special, bool wholePieces)
    {
        var builder = new MergeBuilder(vocabulary.Count + Bytes.Count);
        Dictionary<string, int> ranks = new(StringComparer.Ordinal);
        List<int> ids = [];
        AddBytes(vocabulary, builder, ranks, ids);

        ListedMerges? listed = null;
        for (var i = 0; i < merges.Count; i++)
        {
            var (left, right) = merges[i];
            if (!vocabulary.ContainsKey(left) || !vocabulary.ContainsKey(right) || !vocabulary.TryGetValue(left + right, out var id))
            {
                throw new VocabularyException(Place(i), $"'{left}', '{right}' or '{left + right}' is not a token.");
            }

            if (!ranks.TryGetValue(left, out var first) || !ranks.TryGetValue(right, out var second))
            {
                listed ??= new ListedMerges(merges);
                if (listed.EndWith(left, right))
                {
                    return wholePieces
                        ? BuildLate(vocabulary, merges, special)
                        : throw new VocabularyException(
                            Place(i), $"'{left}' or '{right}' is made by a later merge, which is supported with ignore_merges only.");
                }

                continue;
            }

            if (ranks.ContainsKey(left + right))
            {
                continue;
            }

            // A pair that the earlier merges never leave adjacent is never merged.
            var parts = builder.Merge([.. (left + right).Select(c => ranks[c.ToString()])]);
            if (parts is [var one, var other] && one == first && other == second)
            {
                ranks.Add(left + right, builder.Add(Decode(left + right, Place(i)), first, second));
                ids.Add(id);
            }
        }

        AddWholePieces(vocabulary, special, wholePieces, builder, ranks, ids);
        return (builder.Build(), [.. ids]);
    }

    /// <summary>
    /// Reads files in which a token is merged from one that is created later: all pairs count, and the rank of a token is that of its first pair.
    /// </summary>
    private static (MergeList List, int[] Ids) BuildLate(
        Dictionary<string, int> vocabulary, List<(string Left, string Right)> merges, Dictionary<string, int> special)
    {
        var builder = new MergeBuilder(vocabulary.Count + Bytes.Count);
        Dictionary<string, int> ranks = new(StringComparer.Ordinal);
        List<int> ids = [];
        AddBytes(vocabulary, builder, ranks, ids);
        for (var i = 0; i < merges.Count; i++)
        {
            var token = merges[i].Left + merges[i].Right;
            if (!vocabulary.TryGetValue(token, out var id))
            {
                throw new VocabularyException(Place(i), $"'{token}' is not a token.");
            }

            if (!ranks.TryGetValue(token, out var rank))
            {
                ranks.Add(token, builder.Add(Decode(token, Place(i)), MergeList.Unreachable));
                ids.Add(id);
            }
            else if (rank != builder.Count - 1)
            {
                throw new VocabularyException(
                    Place(i), $"'{token}' has other merges further up, and some token is created by a later merge, so that ranks are ambiguous.");
            }
        }

        // A part that no merge creates never occurs.
        var pairs = merges.Distinct().Where(merge => ranks.ContainsKey(merge.Left) && ranks.ContainsKey(merge.Right))
            .Select(merge => (ranks[merge.Left], ranks[merge.Right], ranks[merge.Left + merge.Right])).ToList();
        AddWholePieces(vocabulary, special, wholePieces: true, builder, ranks, ids);
        return (builder.Build(pairs), [.. ids]);
    }

    private static void AddBytes(Dictionary<string, int> vocabulary, MergeBuilder builder, Dictionary<string, int> ranks, List<int> ids)
    {
        foreach (var (character, value) in Bytes)
        {
            var token = character.ToString();
            ids.Add(vocabulary.TryGetValue(token, out var id)
                ? id
                : throw new VocabularyException("model.vocab", $"There is no token for the byte 0x{value:X2}."));
            ranks.Add(token, builder.Add([value], MergeList.Base));
        }
    }

    private static void AddWholePieces(
        Dictionary<string, int> vocabulary,
        Dictionary<string, int> special,
        bool wholePieces,
        MergeBuilder builder,
        Dictionary<string, int> ranks,
        List<int> ids)
    {
        foreach (var (token, id) in vocabulary)
        {
            if (wholePieces && !ranks.ContainsKey(token) && !special.ContainsKey(token))
            {
                builder.Add(Decode(token, "model.vocab"), MergeList.Unreachable);
                ids.Add(id);
            }
        }
    }

    private static byte[] Decode(string token, string place)
    {
        var bytes = new byte[token.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = Bytes.TryGetValue(token[i], out var value) ? value : throw new VocabularyException(place, $"'{token}' is not written as bytes.");
        }

        return bytes.Length <= BpeVocabulary.MaxTokenLength ? bytes : throw new VocabularyException(place, "The token is too long.");
    }

    private static string Place(int merge) => string.Create(CultureInfo.InvariantCulture, $"model.merges[{merge}]");

    /// <summary>Printable bytes represent themselves, the others are numbered from U+0100.</summary>
    private static Dictionary<char, byte> MakeBytes()
    {
        Dictionary<char, byte> bytes = [];
        var next = 0x100;
        for (var value = 0; value < 256; value++)
        {
            bytes.Add((char)(value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE ? value : next++), (byte)value);
        }

        return bytes;
    }
}
