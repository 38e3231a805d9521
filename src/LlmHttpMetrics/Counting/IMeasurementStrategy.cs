namespace LlmHttpMetrics;

/// <summary>
/// A way to measure calls by their text that is the user's own. Registered as a service, or in <see cref="LlmMonitoringOptions.Strategies"/>,
/// its name can stand wherever that of a built-in strategy can. Its values go to <see cref="LlmEvent.Custom"/> and to the histogram
/// <see cref="LlmInstrumentNames.Custom"/>.
/// </summary>
/// <remarks>
/// It is asked when the call has ended, on a background thread, for one call at a time, and has
/// <see cref="LlmPerformanceOptions.TokenizationTimeoutMs"/> for each. Whoever throws is not asked again. Whoever is late is not asked
/// while he has not come back, and after the third time never. Either is counted in <c>llm.measurement.failures</c> and logged once;
/// calls that go without the values for it count in <c>llm.measurement.fallbacks</c>.
/// </remarks>
public interface IMeasurementStrategy
{
    /// <summary>The name, for settings and scopes: not empty, without commas, not that of a built-in strategy. Letter case does not matter.</summary>
    string Name { get; }

    /// <summary>Begins to measure a call that has ended.</summary>
    /// <param name="measuredCall">What is known of it besides its text.</param>
    /// <returns>What is fed the texts of this call, and then asked for their values.</returns>
    ITextMeasurement Begin(LlmMeasuredCall measuredCall);
}
