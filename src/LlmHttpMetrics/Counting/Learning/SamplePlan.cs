using System.Collections.Concurrent;

namespace LlmHttpMetrics.Counting.Learning;

/// <summary>Selects the calls with usage whose text is counted: the first ones of a model, then one out of every few. Called on the caller's path.</summary>
internal sealed class SamplePlan
{
    /// <summary>The maximum number of models; nothing is counted for any further ones.</summary>
    private const int MaxModels = 4096;

    private readonly ConcurrentDictionary<(string Provider, string Model), Turn> _turns = [];

    /// <summary>Whether this call is selected.</summary>
    public bool IsSelected(string provider, string model, LlmLearningOptions options)
    {
        if (!_turns.TryGetValue((provider, model), out var turn))
        {
            if (_turns.Count >= MaxModels)
            {
                return false;
            }

            turn = _turns.GetOrAdd((provider, model), static _ => new Turn());
        }

        if (turn.IsExact && options.Enabled != true)
        {
            return false;
        }

        var number = Interlocked.Increment(ref turn.Calls);
        return number <= options.SampleFirst || (number - options.SampleFirst) % options.SampleEvery == 0;
    }

    /// <summary>Marks a model that has its own tokenizer, so that there is nothing to estimate.</summary>
    public void MarkExact(string provider, string model)
    {
        if (_turns.TryGetValue((provider, model), out var turn))
        {
            turn.IsExact = true;
        }
    }

    private sealed class Turn
    {
        public long Calls;

        public volatile bool IsExact;
    }
}
