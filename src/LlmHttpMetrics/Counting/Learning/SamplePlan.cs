using System.Collections.Concurrent;

namespace LlmHttpMetrics.Counting.Learning;

/// <summary>Says of which calls with usage the text is counted: the first ones of a model, then one of so many. Asked on the caller's path.</summary>
internal sealed class SamplePlan
{
    /// <summary>Models that are told apart; of later ones nothing is counted.</summary>
    private const int MaxModels = 4096;

    private readonly ConcurrentDictionary<(string Provider, string Model), Turn> _turns = [];

    /// <summary>This call is one of them.</summary>
    public bool Wants(string provider, string model, LlmLearningOptions options)
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

    /// <summary>The model has a tokenizer of its own, so that there is nothing to estimate.</summary>
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
