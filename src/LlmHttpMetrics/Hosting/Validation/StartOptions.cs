namespace LlmHttpMetrics.Hosting.Validation;

/// <summary>An empty options type whose validation on start checks all options of the monitoring; see <see cref="StartValidator"/>.</summary>
internal sealed class StartOptions;
