namespace LlmHttpMetrics.Calls.Anomalies;

/// <summary>Which implausible or unexpected values the figures of a call have.</summary>
[Flags]
internal enum Anomaly : byte
{
    None = 0,
    TokensAboveBytes = 1,
    OutputAboveMaxTokens = 2,
    FarFromProvider = 4,
}
