using System.Globalization;
using LlmHttpMetrics.Tokenizers.Splitting;

namespace LlmHttpMetrics.Tokenizers.Encodings;

/// <summary>The encodings as <c>tiktoken_ext/openai_public.py</c> of openai/tiktoken 0.14.0 defines them.</summary>
internal static class EncodingDefinitions
{
    private const string O200kSha256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d";
    private const string Cl100kSha256 = "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7";
    private const string P50kSha256 = "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069";
    private const string R50kSha256 = "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930";

    private const string EndOfText = "<|endoftext|>";

    // The ranks of r50k_base are the first ones of p50k_base, so a single file contains both.
    private static readonly EncodingDefinition[] All =
    [
        new(TokenEncodings.O200kBase, "o200k_base.merges", 199_998, O200kSha256, SplitPattern.O200k, new Dictionary<string, int>
        {
            [EndOfText] = 199_999,
            ["<|endofprompt|>"] = 200_018,
        }),
        new(TokenEncodings.O200kHarmony, "o200k_base.merges", 199_998, O200kSha256, SplitPattern.O200k, Harmony()),
        new(TokenEncodings.Cl100kBase, "cl100k_base.merges", 100_256, Cl100kSha256, SplitPattern.Cl100k, new Dictionary<string, int>
        {
            [EndOfText] = 100_257,
            ["<|fim_prefix|>"] = 100_258,
            ["<|fim_middle|>"] = 100_259,
            ["<|fim_suffix|>"] = 100_260,
            ["<|endofprompt|>"] = 100_276,
        }),
        new(TokenEncodings.P50kBase, "p50k_base.merges", 50_281, P50kSha256, SplitPattern.Gpt2, new Dictionary<string, int> { [EndOfText] = 50_256 }),
        new(TokenEncodings.P50kEdit, "p50k_base.merges", 50_281, P50kSha256, SplitPattern.Gpt2, new Dictionary<string, int>
        {
            [EndOfText] = 50_256,
            ["<|fim_prefix|>"] = 50_281,
            ["<|fim_middle|>"] = 50_282,
            ["<|fim_suffix|>"] = 50_283,
        }),
        new(TokenEncodings.R50kBase, "p50k_base.merges", 50_256, R50kSha256, SplitPattern.Gpt2, new Dictionary<string, int> { [EndOfText] = 50_256 }),
        new(TokenEncodings.Gpt2, "p50k_base.merges", 50_256, R50kSha256, SplitPattern.Gpt2, new Dictionary<string, int> { [EndOfText] = 50_256 }),
    ];

    public static IReadOnlyList<EncodingDefinition> List => All;

    public static EncodingDefinition? Find(string name) => Array.Find(All, one => one.Name == name);

    /// <summary>1,091 names, most of them reserved; 200018 has two.</summary>
    private static Dictionary<string, int> Harmony()
    {
        Dictionary<string, int> tokens = new()
        {
            ["<|startoftext|>"] = 199_998,
            [EndOfText] = 199_999,
            ["<|return|>"] = 200_002,
            ["<|constrain|>"] = 200_003,
            ["<|channel|>"] = 200_005,
            ["<|start|>"] = 200_006,
            ["<|end|>"] = 200_007,
            ["<|message|>"] = 200_008,
            ["<|call|>"] = 200_012,
            ["<|endofprompt|>"] = 200_018,
        };
        foreach (var id in (int[])[200_000, 200_001, 200_004, 200_009, 200_010, 200_011, .. Enumerable.Range(200_013, 201_088 - 200_013)])
        {
            tokens.Add(string.Create(CultureInfo.InvariantCulture, $"<|reserved_{id}|>"), id);
        }

        return tokens;
    }
}
