namespace LlmHttpMetrics.Tokenizers;

/// <summary>How text is cut into pieces before anything is merged.</summary>
public enum SplitPattern
{
    /// <summary>GPT-2 and all of OpenAI's up to Codex: r50k_base, p50k_base.</summary>
    Gpt2 = 0,

    /// <summary>cl100k_base; Llama 3.</summary>
    Cl100k = 1,

    /// <summary>As cl100k_base, but every digit alone: Qwen 2.</summary>
    Cl100kSingleDigits = 2,

    /// <summary>o200k_base.</summary>
    O200k = 3,

    /// <summary>As o200k_base without contractions, and every digit alone: Mistral's Tekken.</summary>
    Tekken = 4,
}
