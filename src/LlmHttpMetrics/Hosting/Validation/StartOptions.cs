namespace LlmHttpMetrics.Hosting.Validation;

/// <summary>Stands for all options of the monitoring among those that a host validates when it starts.</summary>
internal sealed class StartOptions;
