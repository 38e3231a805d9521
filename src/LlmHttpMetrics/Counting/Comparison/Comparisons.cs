namespace LlmHttpMetrics.Counting.Comparison;

/// <summary>The comparisons for each model.</summary>
internal sealed class Comparisons
{
    private const int MaxModels = 500;
    private const int Directions = 2;

    private readonly object _lock = new();
    private readonly SortedDictionary<(string Provider, string Model, bool IsOutput), ComparisonTally> _tallies = [];

    public void Add(string provider, string model, bool isInput, in Compared compared)
    {
        lock (_lock)
        {
            var key = (provider, model, !isInput);
            if (!_tallies.TryGetValue(key, out var tally))
            {
                if (_tallies.Count >= Directions * MaxModels)
                {
                    return;
                }

                _tallies[key] = tally = new ComparisonTally();
            }

            tally.Add(compared);
        }
    }

    public IReadOnlyList<LlmMeasurementComparison> Snapshot()
    {
        lock (_lock)
        {
            return [.. _tallies.Select(pair => pair.Value.Row(pair.Key.Provider, pair.Key.Model, pair.Key.IsOutput ? TokenWords.Output : TokenWords.Input))];
        }
    }
}
