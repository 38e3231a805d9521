namespace LlmHttpMetrics.Framing;

/// <summary>Receives what the frames of an AWS event stream say besides their payloads.</summary>
internal interface IFrameSink : IEventSink
{
    /// <summary>A frame says that the call failed.</summary>
    void Failed(ReadOnlySpan<byte> type, ReadOnlySpan<byte> message);

    /// <summary>A piece of a body that is cut into frames.</summary>
    void Part(ReadOnlySpan<byte> bytes);

    /// <summary>A length or checksum is wrong: nothing of what was read can be relied on.</summary>
    void Spoilt();
}
