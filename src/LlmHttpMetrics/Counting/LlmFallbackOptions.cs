namespace LlmHttpMetrics;

/// <summary>What is reported if tokens cannot be counted; each is a name of <see cref="LlmFallbacks"/>.</summary>
public sealed class LlmFallbackOptions
{
    /// <summary>The fallback if a tokenizer throws or is too slow, or if too many calls are waiting to be counted.</summary>
    /// <value>The default is <see cref="LlmFallbacks.Capacity"/>.</value>
    public string OnTokenizerFailure { get; set; } = LlmFallbacks.Capacity;

    /// <summary>
    /// The fallback if no tokenizer is known for the model, or the one that the call's scope names is unknown, and the provider is not asked to count
    /// or does not count.
    /// </summary>
    /// <value>The default is <see cref="LlmFallbacks.Capacity"/>.</value>
    public string OnUnknownModel { get; set; } = LlmFallbacks.Capacity;

    /// <summary>Whether each fallback is logged, as a warning the first time for a model and at debug level after that.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool LogFallbacks { get; set; } = true;
}
