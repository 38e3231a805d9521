using LlmHttpMetrics.Counting.Comparison;

namespace LlmHttpMetrics;

/// <summary>
/// Compares our figures with the providers', model by model: of all calls by strategy <see cref="LlmStrategies.Hybrid"/>, and of those that are
/// counted to learn from. Memory is bounded: 500 models, of later ones nothing is told. Made by <c>AddLlmMeasurementReport</c>.
/// </summary>
public sealed class LlmMeasurementReport
{
    private readonly Comparisons _comparisons = new();

    internal LlmMeasurementReport()
    {
    }

    /// <summary>What has been compared so far, by provider, model and direction.</summary>
    /// <returns>A row for each; none where nothing has been compared.</returns>
    public IReadOnlyList<LlmMeasurementComparison> Snapshot() => _comparisons.Snapshot();

    /// <summary>The rows as a table of text.</summary>
    public override string ToString() => ComparisonTable.Of(Snapshot());

    internal void Add(string provider, string model, bool isInput, in Compared compared) => _comparisons.Add(provider, model, isInput, compared);
}
