using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace LlmHttpMetrics.Tokenizers.Tests.Vectors;

/// <summary>Texts and what a reference made of them, one JSON object a line.</summary>
internal static class VectorFile
{
    public static string PathOf(string name) => Path.Combine(TestContext.CurrentContext.TestDirectory, "Vectors", name);

    public static string Hash(string name)
    {
        return Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(PathOf(name)))).ToLowerInvariant();
    }

    /// <summary>The tokenizer of a fixture.</summary>
    public static Tokenizer Load(string name) =>
        name.EndsWith(".model", StringComparison.Ordinal) ? TokenizerFile.LoadSentencePiece(PathOf(name)) : TokenizerFile.LoadHuggingFace(PathOf(name));

    /// <summary>The texts with the tokens of every encoding.</summary>
    public static IEnumerable<(string Text, Dictionary<string, int[]> Tokens)> Read(string name)
    {
        foreach (var line in File.ReadLines(PathOf(name)))
        {
            using var json = JsonDocument.Parse(line);
            var text = json.RootElement.TryGetProperty("text", out var plain) ? plain.GetString()! : Units(json.RootElement.GetProperty("utf16").GetString()!);
            yield return (text, json.RootElement.GetProperty("tokens").Deserialize<Dictionary<string, int[]>>()!);
        }
    }

    /// <summary>Text with unpaired surrogates, which JSON readers refuse, as the digits of its units.</summary>
    private static string Units(string digits) =>
        new([.. digits.Chunk(4).Select(unit => (char)ushort.Parse(unit, NumberStyles.HexNumber, CultureInfo.InvariantCulture))]);
}
