namespace LlmHttpMetrics;

/// <summary>What is done where tokens cannot be counted; each is a name of <see cref="LlmFallbacks"/>.</summary>
public sealed class LlmFallbackOptions
{
    /// <summary>Where a tokenizer throws or is too slow, or too many calls wait for their count.</summary>
    /// <value>The default is <see cref="LlmFallbacks.Capacity"/>.</value>
    public string OnTokenizerFailure { get; set; } = LlmFallbacks.Capacity;

    /// <summary>Where no tokenizer is known for the model, or the one that the call's scope names is not, and its provider is not asked to count or does not.</summary>
    /// <value>The default is <see cref="LlmFallbacks.Capacity"/>.</value>
    public string OnUnknownModel { get; set; } = LlmFallbacks.Capacity;

    /// <summary>Whether each fallback is logged, as a warning the first time for a model and at debug level later.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool LogFallbacks { get; set; } = true;
}
