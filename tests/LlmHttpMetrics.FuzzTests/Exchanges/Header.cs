namespace LlmHttpMetrics.FuzzTests.Exchanges;

/// <summary>A header as it is sent.</summary>
internal sealed record Header(string Name, string Value);
