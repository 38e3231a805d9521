using System.Collections.Concurrent;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>The registered tokenizers. One that stalls is not used again.</summary>
internal sealed class Tokenizers(ITokenCounterSource[] sources)
{
    /// <summary>The tokenizer that estimates are based on, if it is registered.</summary>
    private const string EstimateBasis = "o200k_base";

    private readonly ConcurrentDictionary<ITokenCounter, bool> _stalled = [];

    /// <summary>Whether there are any.</summary>
    public bool IsAny => sources.Length > 0;

    /// <summary>Stops using a tokenizer. False if it was not in use.</summary>
    public bool TryStopUsing(ITokenCounter counter) => _stalled.TryAdd(counter, true);

    /// <summary>The tokenizer of the call's model, or the one that its rule names; null if there is none.</summary>
    public ITokenCounter? Find(PendingCount pending)
    {
        foreach (var source in sources)
        {
            var counter = pending.Tokenizer is { } name ? source.FindByName(name) : pending.Model is { } model ? source.Find(pending.Provider, model) : null;
            if (counter is not null && !_stalled.ContainsKey(counter))
            {
                return counter;
            }
        }

        return null;
    }

    /// <summary>The tokenizer that estimates are based on.</summary>
    public ITokenCounter Basis()
    {
        foreach (var source in sources)
        {
            if (source.FindByName(EstimateBasis) is { } counter && !_stalled.ContainsKey(counter))
            {
                return counter;
            }
        }

        return ScriptRule.Instance;
    }

    /// <summary>Other tokenizers, which may be more accurate.</summary>
    public IEnumerable<(string Name, ITokenCounter Counter)> Others(ITokenCounter counter)
    {
        foreach (var source in sources)
        {
            foreach (var name in source.Candidates)
            {
                if (name != counter.Name && source.FindByName(name) is { } other && !_stalled.ContainsKey(other))
                {
                    yield return (name, other);
                }
            }
        }
    }
}
