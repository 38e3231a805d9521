namespace LlmHttpMetrics.Wire;

/// <summary>How a provider's figures relate to each other.</summary>
[Flags]
internal enum UsageRule : ushort
{
    /// <summary>Input includes cached tokens, output includes reasoning.</summary>
    None = 0,

    /// <summary>Cache reads and writes are not part of the input figure (Anthropic).</summary>
    CacheOutsideInput = 1,

    /// <summary>The part of the total that is neither input nor output is reasoning (Google's OpenAI endpoints).</summary>
    RestIsReasoning = 2,

    /// <summary>If there is only a total, it is input: nothing is generated (embeddings, rerank).</summary>
    TotalIsInput = 4,

    /// <summary>Reasoning is not part of the output figure (Gemini).</summary>
    ReasoningOutsideOutput = 8,

    /// <summary>The object is sent once for each part of the answer, and its figures add up.</summary>
    Sum = 16,

    /// <summary>The greatest figure of each name is used: a stream sends zero if it has nothing to report (watsonx).</summary>
    Greatest = 32,

    /// <summary>
    /// If the preferred group has no input or output, the next group's is used: body and headers share them (Text Generation Inference).
    /// </summary>
    Complement = 64,

    /// <summary>Reasoning is counted by another tokenizer than the output that contains it, so it may be greater (Doubleword).</summary>
    ReasoningIsEstimate = 256,

    /// <summary>
    /// If a figure has several names, the first one is used even if it is zero: billed tokens take precedence over consumed ones (Cohere).
    /// </summary>
    FirstNameCounts = 512,
}
