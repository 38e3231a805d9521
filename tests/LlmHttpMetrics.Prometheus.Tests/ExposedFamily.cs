namespace LlmHttpMetrics.Prometheus.Tests;

/// <summary>What a page says above a metric.</summary>
internal sealed record ExposedFamily
{
    public required string Name { get; init; }

    public required string Type { get; init; }

    public string? Help { get; init; }

    public string? Unit { get; init; }
}
