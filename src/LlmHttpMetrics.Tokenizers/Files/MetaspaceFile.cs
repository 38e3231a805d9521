using System.Globalization;
using System.Text.Json;
using LlmHttpMetrics.Tokenizers.Characters;
using LlmHttpMetrics.Tokenizers.Counting;

namespace LlmHttpMetrics.Tokenizers.Files;

/// <summary>Reads BPE and Unigram based on characters, with spaces as U+2581 in the tokens.</summary>
internal sealed class MetaspaceFile
{
    private const string SpaceSign = "\u2581";

    private readonly JsonElement _model;
    private readonly Dictionary<string, int> _special;
    private PrefixRule _prefix;
    private bool _cutAtEverySpace;
    private bool _spacesAreSigns;

    public MetaspaceFile(JsonElement root, JsonElement model, Dictionary<string, int> special)
    {
        _model = model;
        _special = special;
        foreach (var (place, type, step) in Member.Steps(root, "normalizer", "normalizers"))
        {
            Normalize(place, type, step);
        }

        foreach (var (place, type, step) in Member.Steps(root, "pre_tokenizer", "pretokenizers"))
        {
            Cut(place, type, step);
        }

        if (!_spacesAreSigns)
        {
            throw new VocabularyException("pre_tokenizer", "Spaces that do not become U+2581 are not supported.");
        }
    }

    public Tokenizer ReadMerged(string name)
    {
        MergeModel.CheckOptions(_model);
        var vocabulary = MergeModel.Vocabulary(_model);
        var tokens = Tokens(vocabulary, vocabulary.Count, Member.Text(_model, "unk_token"));
        foreach (var (token, id) in vocabulary)
        {
            var text = CharacterPieces.FromFile(token);
            if (CharacterTokens.IsCharacter(text) && !_special.ContainsKey(token))
            {
                tokens.AddAtom(text, id);
            }
        }

        List<int> characters = [];
        var merges = MergeModel.Merges(_model);
        ListedMerges? listed = null;
        for (var i = 0; i < merges.Count; i++)
        {
            var (left, right) = (CharacterPieces.FromFile(merges[i].Left), CharacterPieces.FromFile(merges[i].Right));
            if (!vocabulary.TryGetValue(merges[i].Left + merges[i].Right, out var id) || !tokens.TryGetCharacters(left + right, characters, out _))
            {
                throw new VocabularyException(
                    string.Create(CultureInfo.InvariantCulture, $"model.merges[{i}]"),
                    $"'{merges[i].Left}{merges[i].Right}' is not a token, or one of its characters is not.");
            }

            if (!tokens.Contains(left) || !tokens.Contains(right))
            {
                listed ??= new ListedMerges(merges);
                if (listed.EndWith(merges[i].Left, merges[i].Right))
                {
                    throw new VocabularyException(
                        string.Create(CultureInfo.InvariantCulture, $"model.merges[{i}]"),
                        $"'{merges[i].Left}' or '{merges[i].Right}' is made by a later merge.");
                }
            }
            else if (!tokens.Contains(left + right))
            {
                // Files created from SentencePiece models have every pair that yields a token; only one of them is actually used.
                tokens.TryAddMerge(left + right, id, characters, (tokens.RankOf(left), tokens.RankOf(right)));
            }
        }

        return tokens.BuildMerged(name);
    }

    public Tokenizer ReadUnigram(string name)
    {
        List<(string Token, double Score)> pieces = [];
        foreach (var piece in Member.Items(_model, "vocab", "model"))
        {
            var isPiece = piece.ValueKind == JsonValueKind.Array && piece.GetArrayLength() == 2
                && piece[0].ValueKind == JsonValueKind.String && piece[0].GetString()!.Length > 0 && piece[1].ValueKind == JsonValueKind.Number;
            pieces.Add(isPiece
                ? (piece[0].GetString()!, piece[1].GetDouble())
                : throw new VocabularyException(
                    string.Create(CultureInfo.InvariantCulture, $"model.vocab[{pieces.Count}]"), "It is not a token and its score."));
        }

        var ids = pieces.Select((piece, id) => (piece.Token, id))
            .DistinctBy(piece => piece.Token)
            .ToDictionary(piece => piece.Token, piece => piece.id, StringComparer.Ordinal);
        var unknown = Member.Number(_model, "unk_id") is { } at and >= 0 && at < pieces.Count ? pieces[at].Token : null;
        var tokens = Tokens(ids, pieces.Count, unknown, fused: true);
        List<double> scores = [];
        for (var id = 0; id < pieces.Count; id++)
        {
            var (token, score) = pieces[id];
            var text = CharacterPieces.FromFile(token);
            if (_special.ContainsKey(token) || token == unknown || (tokens.Unknown == UnknownRule.Bytes && ByteToken.Value(token) is not null))
            {
                continue;
            }

            if (tokens.Contains(text))
            {
                throw new VocabularyException(string.Create(CultureInfo.InvariantCulture, $"model.vocab[{id}]"), "The token occurs twice.");
            }

            tokens.AddAtom(text, id);
            scores.Add(score);
        }

        return tokens.BuildUnigram(name, [.. scores], single: false);
    }

    private CharacterTokens Tokens(Dictionary<string, int> vocabulary, int capacity, string? unknown, bool fused = false)
    {
        var byteIds = Enumerable.Range(0, 256)
            .Select(value => vocabulary.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>"), -1)).ToArray();
        var bytes = Member.Flag(_model, "byte_fallback");
        if (bytes && byteIds.Contains(-1))
        {
            throw new VocabularyException("model.byte_fallback", "It needs a token for each byte, <0x00> to <0xFF>.");
        }

        if (!bytes && (unknown is null || !vocabulary.ContainsKey(unknown)))
        {
            throw new VocabularyException("model.unk_token", "Without byte_fallback there must be an unknown token.");
        }

        var tokens = new CharacterTokens(capacity)
        {
            Prefix = _prefix,
            CutAtEverySpace = _cutAtEverySpace,
            Unknown = bytes ? UnknownRule.Bytes : fused || Member.Flag(_model, "fuse_unk") ? UnknownRule.Fused : UnknownRule.Each,
            UnknownId = unknown is null ? -1 : vocabulary.GetValueOrDefault(unknown, -1),
            ByteIds = byteIds,
        };
        foreach (var (token, id) in _special)
        {
            tokens.Special.Add(token, id);
        }

        return tokens;
    }

    private void Normalize(string place, string type, JsonElement step)
    {
        switch (type)
        {
            case "Prepend" when Member.Text(step, "prepend") == SpaceSign && !_spacesAreSigns:
                _prefix = PrefixRule.Always;
                break;
            case "Replace" when Member.Text(step, "content") == SpaceSign
                && Member.Optional(step, "pattern") is { } pattern && Member.Text(pattern, "String") == " ":
                _spacesAreSigns = true;
                break;
            default:
                throw new VocabularyException(place, $"The normalizer '{type}' is not supported; Prepend and Replace of spaces are.");
        }
    }

    private void Cut(string place, string type, JsonElement step)
    {
        if (type != "Metaspace" || Member.Text(step, "replacement") is not (null or SpaceSign))
        {
            throw new VocabularyException(place, $"The pre-tokenizer '{type}' is not supported here; Metaspace with U+2581 is.");
        }

        var scheme = Member.Text(step, "prepend_scheme") ?? (Member.Flag(step, "add_prefix_space", absent: true) ? "always" : "never");
        _prefix = scheme != "never" && _prefix == PrefixRule.None ? PrefixRule.UnlessThere : _prefix;
        _cutAtEverySpace = Member.Flag(step, "split", absent: true);
        _spacesAreSigns = true;
    }
}
