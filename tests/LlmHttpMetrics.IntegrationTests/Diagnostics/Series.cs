namespace LlmHttpMetrics.IntegrationTests.Diagnostics;

/// <summary>One row of dotnet-counters.</summary>
internal sealed record Series(string Meter, string Instrument, string Unit, string Tags)
{
    public bool Has(params string[] tags) => tags.All(tag => Tags.Split(',').Contains(tag));
}
