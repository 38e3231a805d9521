using System.Globalization;
using System.Text.Json;

namespace LlmHttpMetrics.Tokenizers.Files;

/// <summary>The members of a BPE model in a <c>tokenizer.json</c>.</summary>
internal static class MergeModel
{
    public static void CheckOptions(JsonElement model)
    {
        foreach (var option in (string[])["continuing_subword_prefix", "end_of_word_suffix"])
        {
            if (!string.IsNullOrEmpty(Member.Text(model, option)))
            {
                throw new VocabularyException($"model.{option}", "It is not supported.");
            }
        }

        if (Member.Optional(model, "dropout") is { ValueKind: JsonValueKind.Number } dropout && dropout.GetDouble() != 0)
        {
            throw new VocabularyException("model.dropout", "Random merges are not supported.");
        }
    }

    public static Dictionary<string, int> Vocabulary(JsonElement model)
    {
        var vocab = Member.Required(model, "vocab", "model");
        if (vocab.ValueKind != JsonValueKind.Object)
        {
            throw new VocabularyException("model.vocab", "It is not an object of tokens and ids.");
        }

        Dictionary<string, int> ids = new(StringComparer.Ordinal);
        HashSet<int> known = [];
        foreach (var token in vocab.EnumerateObject())
        {
            if (token.Value.ValueKind != JsonValueKind.Number || !token.Value.TryGetInt32(out var id) || id < 0)
            {
                throw new VocabularyException("model.vocab", $"The id of '{token.Name}' is not a number.");
            }

            if (token.Name.Length == 0 || !ids.TryAdd(token.Name, id) || !known.Add(id))
            {
                throw new VocabularyException("model.vocab", $"The token '{token.Name}' or its id {id} occurs twice, or is empty.");
            }
        }

        return ids;
    }

    public static List<(string Left, string Right)> Merges(JsonElement model)
    {
        List<(string, string)> merges = [];
        foreach (var merge in Member.Items(model, "merges", "model"))
        {
            // Older files have both parts in one string, newer ones in an array.
            string[] parts = merge.ValueKind switch
            {
                JsonValueKind.String => merge.GetString()!.Split(' '),
                JsonValueKind.Array => [.. merge.EnumerateArray().Select(part => part.ValueKind == JsonValueKind.String ? part.GetString()! : "")],
                _ => [],
            };
            if (parts.Length != 2 || parts[0] is not { Length: > 0 } left || parts[1] is not { Length: > 0 } right)
            {
                throw new VocabularyException(string.Create(CultureInfo.InvariantCulture, $"model.merges[{merges.Count}]"), "It is not a pair of tokens.");
            }

            merges.Add((left, right));
        }

        return merges;
    }
}
