using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Benchmarks.Data;

/// <summary>A body as a provider or a caller sent it, and how it is read.</summary>
internal sealed record RecordedBody(WireFormat Format, byte[] Bytes)
{
    /// <summary>The size of the pieces in which bodies are fed, as in a read from a socket.</summary>
    public const int PieceLength = 4096;
}
