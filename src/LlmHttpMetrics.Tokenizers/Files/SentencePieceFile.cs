using System.Globalization;
using LlmHttpMetrics.Tokenizers.Characters;
using LlmHttpMetrics.Tokenizers.Counting;

namespace LlmHttpMetrics.Tokenizers.Files;

/// <summary>Creates tokenizers from SentencePiece models.</summary>
internal static class SentencePieceFile
{
    private const int Bpe = 2;

    public static Tokenizer Read(byte[] file, string name)
    {
        FileKind.Expect(FileKind.SentencePiece, file);
        var model = ModelProto.Read(file);
        Check(model);
        var tokens = new CharacterTokens(model.Pieces.Count)
        {
            Prefix = model.AddDummyPrefix ? PrefixRule.Always : PrefixRule.None,
            Unknown = model.ByteFallback ? UnknownRule.Bytes : UnknownRule.Fused,
            UnknownId = model.Pieces.FindIndex(piece => piece.Type == ModelProto.Unknown),
            ByteIds = ByteIds(model),
        };
        for (var id = 0; id < model.Pieces.Count; id++)
        {
            if (model.Pieces[id].Type == ModelProto.Control)
            {
                tokens.Special.TryAdd(model.Pieces[id].Text, id);
            }
        }

        return model.ModelType == Bpe ? Merged(model, tokens, name) : Unigram(model, tokens, name);
    }

    private static void Check(ModelProto model)
    {
        Refuse(model.ModelType is not (1 or Bpe), "trainer_spec", "Only Unigram and BPE models are supported.");
        Refuse(model.SpaceIsSuffix, "trainer_spec", "Spaces at the ends of words (treat_whitespace_as_suffix) are not supported.");
        Refuse(model.HasCharacterMap, "normalizer_spec", "A normalizer with a character map (nmt_nfkc and the like) is not supported.");
        Refuse(model.RemoveExtraSpaces, "normalizer_spec", "Removing of extra spaces is not supported.");
        Refuse(!model.EscapeSpaces, "normalizer_spec", "Spaces that are not escaped are not supported.");
        for (var id = 0; id < model.Pieces.Count; id++)
        {
            var (text, _, type) = model.Pieces[id];
            Refuse(type is ModelProto.UserDefined or ModelProto.Unused, Place(id), $"The piece '{text}' is user-defined or unused, which is not supported.");
        }

        Refuse(!model.Pieces.Exists(piece => piece.Type == ModelProto.Unknown), "file", "There is no unknown piece.");
    }

    private static int[] ByteIds(ModelProto model)
    {
        var ids = Enumerable.Repeat(-1, 256).ToArray();
        for (var id = 0; id < model.Pieces.Count; id++)
        {
            if (model.Pieces[id].Type == ModelProto.Byte)
            {
                ids[ByteToken.Value(model.Pieces[id].Text) ?? throw new VocabularyException(Place(id), "A byte piece is named <0x00> to <0xFF>.")] = id;
            }
        }

        Refuse(model.ByteFallback && ids.Contains(-1), "trainer_spec", "byte_fallback needs a piece for each byte.");
        return ids;
    }

    private static Tokenizer Merged(ModelProto model, CharacterTokens tokens, string name)
    {
        var longer = new List<(string Text, float Score, int Id)>();
        foreach (var (text, score, id) in Normal(model))
        {
            if (!CharacterTokens.IsCharacter(text))
            {
                longer.Add((text, score, id));
                continue;
            }

            Refuse(tokens.Contains(text), Place(id), "The piece occurs twice.");
            tokens.AddAtom(text, id);
        }

        var order = longer.OrderByDescending(piece => piece.Score).ToList();
        var ranked = new RankedTexts(order.Select(piece => piece.Text));
        List<int> characters = [];
        for (var i = 0; i < order.Count; i++)
        {
            var (text, score, id) = order[i];
            Refuse(tokens.Contains(text) || ranked.RankOf(text) != i, Place(id), "The piece occurs twice.");
            Refuse(i > 0 && order[i - 1].Score == score, Place(id), "The piece has the score of another, so that their order is ambiguous.");
            Refuse(!tokens.TryGetCharacters(text, characters, out var missing), Place(id), $"Its character '{missing}' is not a piece.");
            if (!tokens.TryAddMerge(text, id, characters, expected: null))
            {
                Refuse(ranked.LeadTo(text), Place(id), "The piece is merged from one of a lower score.");
            }
        }

        return tokens.BuildMerged(name);
    }

    private static Tokenizer Unigram(ModelProto model, CharacterTokens tokens, string name)
    {
        List<double> scores = [];
        foreach (var (text, score, id) in Normal(model))
        {
            Refuse(tokens.Contains(text), Place(id), "The piece occurs twice.");
            tokens.AddAtom(text, id);
            scores.Add(score);
        }

        return tokens.BuildUnigram(name, [.. scores], single: true);
    }

    private static IEnumerable<(string Text, float Score, int Id)> Normal(ModelProto model) => model.Pieces
        .Select((piece, id) => (Text: CharacterPieces.FromFile(piece.Text), piece.Score, piece.Type, Id: id))
        .Where(piece => piece.Type == ModelProto.Normal)
        .Select(piece => (piece.Text, piece.Score, piece.Id));

    private static string Place(int id) => string.Create(CultureInfo.InvariantCulture, $"piece {id}");

    private static void Refuse(bool refused, string place, string reason)
    {
        if (refused)
        {
            throw new VocabularyException(place, reason);
        }
    }
}
