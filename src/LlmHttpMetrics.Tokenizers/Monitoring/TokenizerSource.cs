using System.Collections.Concurrent;

namespace LlmHttpMetrics.Tokenizers.Monitoring;

/// <summary>
/// The counters of the files named in settings, of OpenAI's encodings and of the application's own tokenizers; the latter two are created on first
/// use.
/// </summary>
internal sealed class TokenizerSource(LlmTokenizersOptions options, TokenizerFiles files) : ITokenCounterSource
{
    /// <summary>The two encodings that today's models use, in addition to the application's tokenizers.</summary>
    private static readonly string[] Common = [TokenEncodings.O200kBase, TokenEncodings.Cl100kBase];

    private readonly ConcurrentDictionary<string, Lazy<ITokenCounter>> _counters = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Names => files.Names.Concat(options.Own.Keys).Concat(TokenEncodings.Names);

    public IReadOnlyCollection<string> Candidates =>
        [.. Common.Union(options.Own.Keys, StringComparer.OrdinalIgnoreCase).Union(files.Names, StringComparer.OrdinalIgnoreCase)];

    public ITokenCounter? Find(string provider, string model) => files.FindByModel(model) ?? OfTable(model);

    public ITokenCounter? FindByName(string name)
    {
        if (files.Find(name) is { } file)
        {
            return file;
        }

        if (!options.Own.TryGetValue(name, out var load))
        {
            if (TokenEncodings.Names.FirstOrDefault(encoding => encoding.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } known)
            {
                return null;
            }

            load = () => TokenEncodings.Get(known);
        }

        return Load(name, load);
    }

    /// <summary>Loads a tokenizer once. If loading fails, it is tried again the next time.</summary>
    private ITokenCounter Load(string name, Func<Tokenizer> load)
    {
        var counter = _counters.GetOrAdd(name, _ => new Lazy<ITokenCounter>(() => new TokenizerCounter(load())));
        try
        {
            return counter.Value;
        }
        catch (Exception)
        {
            _counters.TryRemove(new KeyValuePair<string, Lazy<ITokenCounter>>(name, counter));
            throw;
        }
    }

    private ITokenCounter? OfTable(string model) => options.Models.Find(model) is { } name ? FindByName(name) : null;
}
