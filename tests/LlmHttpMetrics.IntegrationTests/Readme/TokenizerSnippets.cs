using LlmHttpMetrics.Tokenizers;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Readme;

/// <summary>Counting tokens in docs/getting-started.md and the README of LlmHttpMetrics.Tokenizers, compiled. Each region is one code block.</summary>
internal static class TokenizerSnippets
{
    public static void Register(IServiceCollection services)
    {
        #region snippet
        services.AddLlmTokenizers();
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
