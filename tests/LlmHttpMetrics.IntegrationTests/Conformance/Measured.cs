namespace LlmHttpMetrics.IntegrationTests.Conformance;

/// <summary>One measurement.</summary>
internal sealed record Measured(string Instrument, double Value, KeyValuePair<string, object?>[] Tags)
{
    public string? Tag(string name) => Tags.FirstOrDefault(tag => tag.Key == name).Value?.ToString();
}
