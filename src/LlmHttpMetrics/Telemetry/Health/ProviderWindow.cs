using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Telemetry.Health;

/// <summary>The outcomes of the recent calls of one provider, in slices of time, and the number of its open circuits.</summary>
internal sealed class ProviderWindow(string provider)
{
    private const int Slices = 11;

    private readonly object _lock = new();
    private readonly long[] _units = new long[Slices];
    private readonly int[] _successes = new int[Slices];
    private readonly int[] _failures = new int[Slices];
    private int _openCircuits;

    /// <summary>The number of complete slices in the window; one more is in progress.</summary>
    public const int SlicesOfWindow = Slices - 1;

    public string Provider => provider;

    /// <param name="outcome">The index of the outcome in <see cref="OutcomeOrder"/>.</param>
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
