namespace LlmHttpMetrics;

/// <summary>Limits which calls get an event. Metrics and spans are not sampled.</summary>
public sealed class LlmEventSamplingOptions
{
    /// <summary>
    /// The share of calls that get an event. The calls of a session, otherwise those of an <see cref="LlmCall"/> scope, otherwise those of a trace, are
    /// kept or left out together; every process decides the same for the same session or trace.
    /// </summary>
    /// <value>The default is 1: all of them. From 0 to 1.</value>
    public double Share { get; set; } = 1;

    /// <summary>Outcomes whose calls always get an event, values of <see cref="LlmOutcomes"/>.</summary>
    /// <value>The default is <c>error</c>, <c>timeout</c>, <c>broken</c>.</value>
    public IList<string> KeepOutcomes { get; } = [LlmOutcomes.Error, LlmOutcomes.Timeout, LlmOutcomes.Broken];

    /// <summary>Calls with at least this duration always get an event.</summary>
    /// <value>The default is 30 seconds; must be positive. <see langword="null"/> disables this rule.</value>
    public TimeSpan? KeepSlowerThan { get; set; } = TimeSpan.FromSeconds(30);
}
