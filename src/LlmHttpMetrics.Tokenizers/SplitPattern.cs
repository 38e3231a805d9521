namespace LlmHttpMetrics.Tokenizers;

/// <summary>How text is split into pieces before tokens are merged.</summary>
public enum SplitPattern
{
    /// <summary>GPT-2 and all OpenAI models up to Codex: r50k_base, p50k_base.</summary>
    Gpt2 = 0,

    /// <summary>cl100k_base; Llama 3.</summary>
    Cl100k = 1,

    /// <summary>Like cl100k_base, but every digit is a piece: Qwen 2.</summary>
    Cl100kSingleDigits = 2,

    /// <summary>o200k_base.</summary>
    O200k = 3,

    /// <summary>Like o200k_base, but without contractions, and every digit is a piece: Mistral's Tekken.</summary>
    Tekken = 4,
}
