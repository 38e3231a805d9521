using LlmHttpMetrics.Counting.Comparison;

namespace LlmHttpMetrics;

/// <summary>
/// Compares our figures with the providers', model by model: for all calls with strategy <see cref="LlmStrategies.Hybrid"/>, and for those that are
/// counted in order to learn from them. Memory is limited to 500 models; further ones are not reported. Created by <c>AddLlmMeasurementReport</c>.
/// </summary>
public sealed class LlmMeasurementReport
{
    private readonly Comparisons _comparisons = new();

    internal LlmMeasurementReport()
    {
    }

    /// <summary>Returns the comparisons so far, by provider, model and direction.</summary>
    /// <returns>One row for each; empty if nothing has been compared.</returns>
    public IReadOnlyList<LlmMeasurementComparison> Snapshot() => _comparisons.Snapshot();

    /// <summary>Returns the rows as a table of text.</summary>
    public override string ToString() => ComparisonTable.Of(Snapshot());

    internal void Add(string provider, string model, bool isInput, in Compared compared) => _comparisons.Add(provider, model, isInput, compared);
}
