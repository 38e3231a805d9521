using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.IntegrationTests.Conformance.Conventions;

/// <summary>One measurement as it was emitted.</summary>
internal sealed record Emission(Instrument Instrument, double Value, KeyValuePair<string, object?>[] Tags);
