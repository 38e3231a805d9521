namespace LlmHttpMetrics;

/// <summary>
/// Selects the strategy by which calls are measured. A property that is not set matches every call; a <c>*</c> in a pattern stands for any
/// characters, and patterns are not case-sensitive.
/// </summary>
public sealed class LlmStrategyRule
{
    /// <summary>A pattern for the requested model, such as <c>gpt-*</c>.</summary>
    /// <value>The default is <see langword="null"/>: any model.</value>
    public string? Model { get; set; }

    /// <summary>A pattern for the provider, as in <c>gen_ai.provider.name</c>.</summary>
    /// <value>The default is <see langword="null"/>: any provider.</value>
    public string? Provider { get; set; }

    /// <summary>A pattern for the operation, as in <c>gen_ai.operation.name</c>.</summary>
    /// <value>The default is <see langword="null"/>: any operation.</value>
    public string? Operation { get; set; }

    /// <summary>The strategy: a name of <see cref="LlmStrategies"/> or of an <see cref="IMeasurementStrategy"/>, or several separated by commas.</summary>
    /// <value>The default is empty, which is not valid.</value>
    public string Strategy { get; set; } = "";

    /// <summary>The name of the tokenizer to count with, which must be registered.</summary>
    /// <value>The default is <see langword="null"/>: the tokenizer of the model.</value>
    public string? Tokenizer { get; set; }
}
