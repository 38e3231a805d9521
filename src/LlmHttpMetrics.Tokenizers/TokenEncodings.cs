using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using LlmHttpMetrics.Tokenizers.Encodings;

namespace LlmHttpMetrics.Tokenizers;

/// <summary>OpenAI's built-in encodings. Each is built on first use and then kept.</summary>
public static class TokenEncodings
{
    /// <summary>GPT-4o, GPT-4.1, GPT-5, o1 and later.</summary>
    public const string O200kBase = "o200k_base";

    /// <summary>gpt-oss: the ranks of o200k_base with more special tokens.</summary>
    public const string O200kHarmony = "o200k_harmony";

    /// <summary>GPT-4, GPT-3.5 Turbo, the embeddings.</summary>
    public const string Cl100kBase = "cl100k_base";

    /// <summary>Codex and text-davinci-002 and -003.</summary>
    public const string P50kBase = "p50k_base";

    /// <summary>The edit models.</summary>
    public const string P50kEdit = "p50k_edit";

    /// <summary>GPT-3.</summary>
    public const string R50kBase = "r50k_base";

    /// <summary>GPT-2.</summary>
    public const string Gpt2 = "gpt2";

    private static readonly ConcurrentDictionary<string, LoadedEncoding> Encodings = new(StringComparer.Ordinal);

    /// <summary>The names of all encodings.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. EncodingDefinitions.List.Select(one => one.Name)];

    /// <summary>Returns the encoding; waits while it is built, which takes about ten milliseconds the first time.</summary>
    /// <exception cref="ArgumentException">There is no encoding with this name.</exception>
    public static Tokenizer Get(string name) => Find(name).Value;

    /// <summary>Returns the encoding, which is built in the background if necessary.</summary>
    /// <exception cref="ArgumentException">There is no encoding with this name.</exception>
    public static Task<Tokenizer> GetAsync(string name, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<Tokenizer>(cancellationToken) : Find(name).Task.WaitAsync(cancellationToken);

    /// <summary>
    /// Returns the encoding if it has been built. Never waits: otherwise it starts to build it in the background. For callers that must not be
    /// delayed.
    /// </summary>
    /// <exception cref="ArgumentException">There is no encoding with this name.</exception>
    public static bool TryGet(string name, [NotNullWhen(true)] out Tokenizer? tokenizer)
    {
        tokenizer = Find(name).ValueOrBegin;
        return tokenizer is not null;
    }

    private static LoadedEncoding Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Encodings.GetOrAdd(name, static key => new LoadedEncoding(
            EncodingDefinitions.Find(key)
                ?? throw new ArgumentException($"There is no encoding named '{key}'. Known encodings are {string.Join(", ", Names)}.", nameof(name))));
    }
}
