namespace LlmHttpMetrics.Calls.Anomalies;

/// <summary>What is odd about the figures of a call.</summary>
[Flags]
internal enum Anomaly : byte
{
    None = 0,
    TokensAboveBytes = 1,
    OutputAboveMaxTokens = 2,
    FarFromProvider = 4,
}
