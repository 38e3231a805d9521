namespace LlmHttpMetrics.Tokenizers;

/// <summary>Configures the tokenizers that the monitoring counts with.</summary>
public sealed class LlmTokenizersOptions
{
    /// <summary>The models and their encodings; an encoding can be one of <see cref="TokenEncodings"/> or a name passed to <see cref="Add"/>.</summary>
    /// <value>The default is <see cref="ModelEncodings.Default"/>.</value>
    public ModelEncodings Models { get; set; } = ModelEncodings.Default;

    internal Dictionary<string, Func<Tokenizer>> Own { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a tokenizer of your own, such as one loaded by <see cref="TokenizerFile"/>.</summary>
    /// <param name="name">The name, for rules, scopes and <see cref="Models"/>.</param>
    /// <param name="load">Loads the tokenizer; called in the background when the first call needs it, and again for a later call if it threw.</param>
    /// <param name="modelPrefix">The prefix of the names of the models that are counted with it; <see langword="null"/> if only rules name it.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="load"/> is <see langword="null"/>.</exception>
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
