namespace LlmHttpMetrics.Wire;

/// <summary>How a provider's figures relate to each other.</summary>
[Flags]
internal enum UsageRule : ushort
{
    /// <summary>Input includes what was cached, output what was reasoned.</summary>
    None = 0,

    /// <summary>Cache reads and writes lie outside the input figure (Anthropic).</summary>
    CacheOutsideInput = 1,

    /// <summary>What the total holds besides input and output is reasoning (Google's OpenAI endpoints).</summary>
    RestIsReasoning = 2,

    /// <summary>A lone total is input: nothing is generated (embeddings, rerank).</summary>
    TotalIsInput = 4,

    /// <summary>Reasoning lies outside the output figure (Gemini).</summary>
    ReasoningOutsideOutput = 8,

    /// <summary>The object comes once for each part of the answer, and its figures add up.</summary>
    Sum = 16,

    /// <summary>The greatest of the figures of one name counts: a stream sends zero where it has nothing to say (watsonx).</summary>
    Greatest = 32,

    /// <summary>Input or output that the preferred group lacks, the next may have: body and headers share them (Text Generation Inference).</summary>
    Complement = 64,

    /// <summary>Reasoning is counted by another tokenizer than the output that contains it, so that it may be more (Doubleword).</summary>
    ReasoningIsEstimate = 256,

    /// <summary>Of several names of a figure the first counts, were it zero: what is billed goes before what was consumed (Cohere).</summary>
    FirstNameCounts = 512,
}
