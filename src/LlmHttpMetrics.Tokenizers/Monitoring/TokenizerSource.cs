using System.Collections.Concurrent;

namespace LlmHttpMetrics.Tokenizers.Monitoring;

/// <summary>The counters of OpenAI's encodings and of the user's own tokenizers, each made when it is first asked for.</summary>
internal sealed class TokenizerSource(LlmTokenizersOptions options) : ITokenCounterSource
{
    private readonly ConcurrentDictionary<string, Lazy<ITokenCounter>> _counters = new(StringComparer.OrdinalIgnoreCase);

    public ITokenCounter? Find(string provider, string model) => options.Models.Find(model) is { } name ? FindByName(name) : null;

    public ITokenCounter? FindByName(string name)
    {
        if (!options.Own.TryGetValue(name, out var load))
        {
            if (!TokenEncodings.Names.Contains(name))
            {
                return null;
            }

            load = () => TokenEncodings.Get(name);
        }

        return _counters.GetOrAdd(name, _ => new Lazy<ITokenCounter>(() => new TokenizerCounter(load()))).Value;
    }
}
