namespace LlmHttpMetrics.Framing;

/// <summary>Receives what the frames of an AWS event stream contain besides their payloads.</summary>
internal interface IFrameSink : IEventSink
{
    /// <summary>A frame reports that the call failed.</summary>
    void Failed(ReadOnlySpan<byte> type, ReadOnlySpan<byte> message);

    /// <summary>A piece of a body that is split into frames.</summary>
    void Part(ReadOnlySpan<byte> bytes);

    /// <summary>A length or checksum is wrong: nothing that was read can be relied on.</summary>
    void Corrupted();
}
