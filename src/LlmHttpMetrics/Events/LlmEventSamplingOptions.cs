namespace LlmHttpMetrics;

/// <summary>Which calls get an event, where there are too many of them. Meters and spans are not sampled.</summary>
public sealed class LlmEventSamplingOptions
{
    /// <summary>
    /// The share of calls that get an event. The calls of a session are kept or left out together, else those of an <see cref="LlmCall"/> scope,
    /// else those of a trace; the same session or trace is decided the same way in every process.
    /// </summary>
    /// <value>The default is 1: all of them. From 0 to 1.</value>
    public double Share { get; set; } = 1;

    /// <summary>Outcomes whose calls always get an event, by <see cref="LlmOutcomes"/>.</summary>
    /// <value>The default is <c>error</c>, <c>timeout</c>, <c>broken</c>.</value>
    public IList<string> KeepOutcomes { get; } = [LlmOutcomes.Error, LlmOutcomes.Timeout, LlmOutcomes.Broken];

    /// <summary>Calls that take at least so long always get an event.</summary>
    /// <value>The default is 30 seconds; must be positive. <see langword="null"/>: duration decides nothing.</value>
    public TimeSpan? KeepSlowerThan { get; set; } = TimeSpan.FromSeconds(30);
}
