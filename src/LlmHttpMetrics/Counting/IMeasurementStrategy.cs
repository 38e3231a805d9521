namespace LlmHttpMetrics;

/// <summary>
/// A custom way to measure calls by their text. Once it is registered as a service, or added to <see cref="LlmMonitoringOptions.Strategies"/>, its
/// name can be used wherever the name of a built-in strategy can. Its values are written to <see cref="LlmEvent.Custom"/> and to the histogram
/// <see cref="LlmInstrumentNames.Custom"/>.
/// </summary>
/// <remarks>
/// It is called when the call has ended, on a background thread, for one call at a time, and has
/// <see cref="LlmPerformanceOptions.TokenizationTimeoutMs"/> for each call. A strategy that throws is not called again. A strategy that exceeds the time
/// limit is not called until it has returned, and is never called again after the third time. Both cases are counted in
/// <c>llm.measurement.failures</c> and logged once; calls without values for this reason are counted in <c>llm.measurement.fallbacks</c>.
/// </remarks>
public interface IMeasurementStrategy
{
    /// <summary>
    /// The name, for settings and scopes: not empty, without commas, and different from the names of the built-in strategies. It is not
    /// case-sensitive.
    /// </summary>
    string Name { get; }

    /// <summary>Begins to measure a call that has ended.</summary>
    /// <param name="measuredCall">Information about the call besides its text.</param>
    /// <returns>The measurement, which receives the texts of this call and is then completed.</returns>
    ITextMeasurement Begin(LlmMeasuredCall measuredCall);
}
