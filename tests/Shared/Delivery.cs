namespace LlmHttpMetrics.TestUtilities;

/// <summary>How a body arrives.</summary>
public enum Delivery
{
    Whole,
    ByteByByte,
    SeededPieces,
}
