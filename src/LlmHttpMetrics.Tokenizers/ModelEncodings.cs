using System.Collections.Immutable;
using LlmHttpMetrics.Tokenizers.Encodings;

namespace LlmHttpMetrics.Tokenizers;

/// <summary>Maps models to encodings, by prefixes of model names. Immutable; additions create a new table.</summary>
/// <remarks>
/// The prefixes are those of openai/tiktoken 0.14.0 and of OpenAI's model pages on <see cref="Dated"/>. The longest matching prefix is used,
/// regardless of case. Fine-tuned models (<c>ft:gpt-4o:my-org::id</c>, <c>curie:ft-my-org-2022</c>) count as their base model, and
/// <c>openai/gpt-4o</c>, as routers name models, as <c>gpt-4o</c>.
/// </remarks>
public sealed class ModelEncodings
{
    private readonly ImmutableSortedDictionary<string, string> _byPrefix;

    private ModelEncodings(ImmutableSortedDictionary<string, string> byPrefix)
    {
        _byPrefix = byPrefix;
    }

    /// <summary>The built-in table.</summary>
    public static ModelEncodings Default { get; } = new(
        ModelTable.Rows.ToImmutableSortedDictionary(row => row.Prefix, row => row.Encoding, StringComparer.OrdinalIgnoreCase));

    /// <summary>The date on which the built-in table was checked.</summary>
    public static DateOnly Dated { get; } = new(2026, 11, 21);

    /// <summary>The prefixes of model names, and the encodings of those models.</summary>
    public IReadOnlyDictionary<string, string> Prefixes => _byPrefix;

    /// <summary>Returns the table with an additional prefix, or with another encoding for an existing one.</summary>
    /// <param name="prefix">The prefix of model names, for instance the name of an Azure deployment.</param>
    /// <param name="encoding">The name of the encoding: one of <see cref="TokenEncodings"/>, or a custom one.</param>
    public ModelEncodings With(string prefix, string encoding)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        ArgumentException.ThrowIfNullOrEmpty(encoding);
        return new ModelEncodings(_byPrefix.SetItem(prefix, encoding));
    }

    /// <summary>The name of the model's encoding; <see langword="null"/> if the model is not in the table.</summary>
    public string? Find(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (Longest(model) is { } found)
        {
            return found;
        }

        var name = model.StartsWith("ft:", StringComparison.OrdinalIgnoreCase) ? model[3..] : model[(model.LastIndexOf('/') + 1)..];
        return name.Length < model.Length ? Find(name) : null;
    }

    /// <summary>Whether a name is the prefix, or continues with a version, a date, a variant or the like.</summary>
    private static bool Fits(string model, string prefix) => model.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        && (model.Length == prefix.Length || !char.IsAsciiLetterOrDigit(prefix[^1]) || !char.IsAsciiLetterOrDigit(model[prefix.Length]));

    private string? Longest(string model)
    {
        var (length, encoding) = (0, (string?)null);
        foreach (var (prefix, one) in _byPrefix)
        {
            if (prefix.Length > length && Fits(model, prefix))
            {
                (length, encoding) = (prefix.Length, one);
            }
        }

        return encoding;
    }
}
