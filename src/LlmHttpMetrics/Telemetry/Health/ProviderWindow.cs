using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Telemetry.Health;

/// <summary>How the recent calls of one provider ended, in slices of time, and how many of its circuits are open.</summary>
internal sealed class ProviderWindow(string provider)
{
    private const int Slices = 11;

    private readonly object _lock = new();
    private readonly long[] _units = new long[Slices];
    private readonly int[] _successes = new int[Slices];
    private readonly int[] _failures = new int[Slices];
    private int _openCircuits;

    /// <summary>So many slices are as long as the window; one more is the one that has begun.</summary>
    public const int SlicesOfWindow = Slices - 1;

    public string Provider => provider;

    /// <param name="outcome">By the places of <see cref="OutcomeOrder"/>.</param>
    /// <param name="unit">The number of the slice, not negative.</param>
    public void Add(int outcome, long unit)
    {
        if (!OutcomeOrder.IsJudged(outcome))
        {
            return;
        }

        lock (_lock)
        {
            var slot = unit % Slices;
            if (_units[slot] != unit)
            {
                (_units[slot], _successes[slot], _failures[slot]) = (unit, 0, 0);
            }

            _ = OutcomeOrder.IsSuccess(outcome) ? _successes[slot]++ : _failures[slot]++;
        }
    }

    public void OpenCircuit() => Interlocked.Increment(ref _openCircuits);

    public void CloseCircuit() => Interlocked.Decrement(ref _openCircuits);

    public ProviderShare Read(long unit)
    {
        var (successes, failures) = (0, 0);
        lock (_lock)
        {
            for (var slot = 0; slot < Slices; slot++)
            {
                if (_units[slot] > unit - Slices && _units[slot] <= unit)
                {
                    successes += _successes[slot];
                    failures += _failures[slot];
                }
            }
        }

        var isOpen = Volatile.Read(ref _openCircuits) > 0;
        var calls = successes + failures;
        return new(provider, isOpen ? 0 : calls == 0 ? null : (double)successes / calls, calls, isOpen);
    }
}
