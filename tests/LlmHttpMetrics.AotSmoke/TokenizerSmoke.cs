using LlmHttpMetrics.Tokenizers;

namespace LlmHttpMetrics.AotSmoke;

/// <summary>The packed vocabulary is found and unpacked, and counts as the reference does.</summary>
internal static class TokenizerSmoke
{
    private const string Text = "HTTPServer getElementById XMLHttpRequest iPhone McDonald ABCdefGHI";

    /// <summary>By npm's tiktoken 1.0.22, as in the tests of the tokenizers.</summary>
    private static readonly int[] ExpectedTokens = [17893, 6444, 717, 2394, 1582, 906, 100497, 2303, 575, 7081, 7935, 38355, 33047, 1314, 38, 36525];

    public static async Task RunAsync(Checks checks)
    {
        var tokenizer = await TokenEncodings.GetAsync(TokenEncodings.O200kBase);
        checks.Same("o200k_base tokens", string.Join(' ', ExpectedTokens), string.Join(' ', tokenizer.Encode(Text)));
        checks.Same("o200k_base count", ExpectedTokens.Length, tokenizer.Count(Text));
    }
}
