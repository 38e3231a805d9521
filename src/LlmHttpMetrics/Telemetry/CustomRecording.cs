using LlmHttpMetrics.Counting.Custom;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Publishes the values of a strategy of the user's.</summary>
internal static class CustomRecording
{
    public static void Record(StrategyDemand demand, string strategy, List<KeyValuePair<string, double>> values)
    {
        var instruments = demand.Instruments;
        if (!instruments.Custom.Enabled)
        {
            return;
        }

        var most = demand.Settings.MaxTagValues;
        KeyValuePair<string, object?>[] tags = [.. demand.Tags, new(LlmTagNames.Strategy, instruments.CustomStrategies.Limit(strategy, most)), default];
        foreach (var (name, value) in values)
        {
            tags[^1] = new(LlmTagNames.CustomValue, instruments.CustomValues.Limit(name, most));
            instruments.Custom.Record(value, tags);
        }
    }
}
