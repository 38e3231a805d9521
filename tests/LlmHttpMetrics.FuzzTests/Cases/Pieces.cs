namespace LlmHttpMetrics.FuzzTests.Cases;

/// <summary>Into what pieces the network cuts a body.</summary>
public enum Pieces
{
    Whole,
    Bytes,
    Small,
    Large,
}
