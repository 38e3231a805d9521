namespace LlmHttpMetrics;

/// <summary>
/// Says by which strategy calls are measured. What is left out fits every call; a <c>*</c> in a pattern stands for any characters,
/// and letter case does not matter.
/// </summary>
public sealed class LlmStrategyRule
{
    /// <summary>A pattern for the model asked for, such as <c>gpt-*</c>.</summary>
    /// <value>The default is <see langword="null"/>: any model.</value>
    public string? Model { get; set; }

    /// <summary>A pattern for the provider, as in <c>gen_ai.provider.name</c>.</summary>
    /// <value>The default is <see langword="null"/>: any provider.</value>
    public string? Provider { get; set; }

    /// <summary>A pattern for the operation, as in <c>gen_ai.operation.name</c>.</summary>
    /// <value>The default is <see langword="null"/>: any operation.</value>
    public string? Operation { get; set; }

    /// <summary>The strategy: a name of <see cref="LlmStrategies"/> or of an <see cref="IMeasurementStrategy"/>, or several with commas between them.</summary>
    /// <value>The default is empty, which is refused.</value>
    public string Strategy { get; set; } = "";

    /// <summary>The name of the tokenizer to count by, which must be registered.</summary>
    /// <value>The default is <see langword="null"/>: the one of the model.</value>
    public string? Tokenizer { get; set; }
}
