using System.Diagnostics.Metrics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Diagnostics;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Publishes the values of the application's strategies.</summary>
internal sealed class StrategyMetrics(Meter meter, TagLimits limits)
{
    private readonly Histogram<double> _values =
        meter.CreateHistogram<double>(LlmInstrumentNames.Custom, description: "Values of custom strategies.");

    private readonly TagValues _strategies = limits.Of(LlmTagNames.Strategy);
    private readonly TagValues _names = limits.Of(LlmTagNames.CustomValue);

    public bool IsEnabled => _values.Enabled;

    /// <param name="values">The values.</param>
    /// <param name="ofCall">The tags of the call.</param>
    /// <param name="maxValues">The maximum number of distinct values of a tag.</param>
    public void Record(StrategyValues values, KeyValuePair<string, object?>[] ofCall, int maxValues)
    {
        if (!_values.Enabled)
        {
            return;
        }

        KeyValuePair<string, object?>[] tags =
        [
            .. ofCall, .. ConstantTags.Of(_values), new(LlmTagNames.Strategy, _strategies.Limit(values.Strategy, maxValues)), default,
        ];
        foreach (var (name, value) in values.Values)
        {
            tags[^1] = new(LlmTagNames.CustomValue, _names.Limit(name, maxValues));
            _values.Record(value, tags);
        }
    }
}
