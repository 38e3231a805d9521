namespace LlmHttpMetrics.Insights.Health;

/// <summary>Says that calls are measured for the health of their providers, whoever else listens.</summary>
internal sealed class ProviderHealthDemand;
