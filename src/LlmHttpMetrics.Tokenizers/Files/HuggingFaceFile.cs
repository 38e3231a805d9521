using System.Text.Json;
using LlmHttpMetrics.Tokenizers.Characters;
using LlmHttpMetrics.Tokenizers.Counting;

namespace LlmHttpMetrics.Tokenizers.Files;

/// <summary>Creates tokenizers from <c>tokenizer.json</c> files.</summary>
internal static class HuggingFaceFile
{
    public static Tokenizer Read(byte[] file, string name)
    {
        FileKind.Expect(FileKind.HuggingFace, file);
        using var json = Parse(file);
        var root = json.RootElement;
        var model = Member.Required(root, "model", "file");
        var special = AddedTokens(root);
        var type = Member.Text(model, "type") ?? (Member.Optional(model, "merges") is null ? "" : "BPE");
        switch (type)
        {
            case "BPE" when ByteLevelFile.Uses(root):
                return ByteLevelFile.Read(root, model, special, name);
            case "BPE":
                return new MetaspaceFile(root, model, special).ReadMerged(name);
            case "Unigram":
                return new MetaspaceFile(root, model, special).ReadUnigram(name);
            default:
                throw new VocabularyException("model.type", $"A model of type '{type}' is not supported; BPE and Unigram are.");
        }
    }

    private static JsonDocument Parse(byte[] file)
    {
        try
        {
            return JsonDocument.Parse(file.AsMemory(file.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
        }
        catch (JsonException e)
        {
            throw new VocabularyException((int)(e.LineNumber ?? 0) + 1, "It is not JSON.");
        }
    }

    private static Dictionary<string, int> AddedTokens(JsonElement root)
    {
        Dictionary<string, int> tokens = new(StringComparer.Ordinal);
        if (Member.Optional(root, "added_tokens") is not null)
        {
            foreach (var token in Member.Items(root, "added_tokens", "file"))
            {
                if (Member.Text(token, "content") is not { Length: > 0 } content || Member.Number(token, "id") is not ({ } id and >= 0))
                {
                    throw new VocabularyException("added_tokens", "Each added token must have a content and an id.");
                }

                tokens.TryAdd(content, id);
            }
        }

        return tokens;
    }
}
