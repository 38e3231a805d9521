namespace LlmHttpMetrics.IntegrationTests.Conformance;

/// <summary>Into what pieces a body is cut.</summary>
public enum Split
{
    Whole,
    Bytes,
    Pieces,
}
