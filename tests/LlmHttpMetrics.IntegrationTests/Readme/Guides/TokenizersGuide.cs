using LlmHttpMetrics.Tokenizers;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Readme.Guides;

/// <summary>The code of docs/tokenizers.md, compiled. Each region is one of its code blocks.</summary>
internal static class TokenizersGuide
{
    public static void Register(IServiceCollection services)
    {
        #region snippet
        services.AddLlmTokenizers(tokenizers => tokenizers
            .Add("llama3", () => TokenizerFile.LoadHuggingFace("models/llama-3.1/tokenizer.json"), modelPrefix: "llama-3")
            .Add("mistral", () => TokenizerFile.LoadSentencePiece("models/mistral/tokenizer.model"), modelPrefix: "mistral-"));
        #endregion
    }

    public static async Task<(int Tokens, bool Fits, long SoFar)> Count(string prompt, byte[] firstBytes, byte[] nextBytes)
    {
        #region snippet
        Tokenizer tokenizer = await TokenEncodings.GetAsync(TokenEncodings.O200kBase);

        int tokens = tokenizer.Count("Which model answers sooner?");
        bool fits = tokenizer.TryCount(prompt, limit: 8_000, out _);       // stops once it is over

        using TokenCounter counter = tokenizer.CreateCounter();            // a stream, cut anywhere
        counter.AppendUtf8(firstBytes);
        counter.AppendUtf8(nextBytes);
        long soFar = counter.Count;
        #endregion
        return (tokens, fits, soFar);
    }
}
