namespace LlmHttpMetrics.Tokenizers;

/// <summary>Which tokenizers the monitoring counts with.</summary>
public sealed class LlmTokenizersOptions
{
    /// <summary>The models and their encodings; a name in it may be one of <see cref="TokenEncodings"/> or one that <see cref="Add"/> has given.</summary>
    /// <value>The default is <see cref="ModelEncodings.Default"/>.</value>
    public ModelEncodings Models { get; set; } = ModelEncodings.Default;

    internal Dictionary<string, Func<Tokenizer>> Own { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a tokenizer of your own, such as one that <see cref="TokenizerFile"/> loads.</summary>
    /// <param name="name">The name, for rules, scopes and <see cref="Models"/>.</param>
    /// <param name="load">Loads it; called in the background when the first call needs it, and again for a later call where it threw.</param>
    /// <param name="modelPrefix">The beginning of the names of models that count with it; <see langword="null"/> where rules name it.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="ArgumentNullException">There is nothing that loads it.</exception>
    public LlmTokenizersOptions Add(string name, Func<Tokenizer> load, string? modelPrefix = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(load);
        Own[name] = load;
        if (modelPrefix is not null)
        {
            Models = Models.With(modelPrefix, name);
        }

        return this;
    }
}
