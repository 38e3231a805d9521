using LlmHttpMetrics.Tokenizers;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Readme.Guides;

/// <summary>What docs/tokenizers.md shows.</summary>
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
}
