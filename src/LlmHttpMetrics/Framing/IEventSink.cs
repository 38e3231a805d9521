namespace LlmHttpMetrics.Framing;

/// <summary>Receives the bounds of a stream's events.</summary>
internal interface IEventSink
{
    /// <summary>The event's own name, which stands beside its data.</summary>
    void EventName(ReadOnlySpan<byte> name);

    /// <summary>The event's last byte has been read.</summary>
    void EventEnd();

    /// <summary>A field of the event is an error, whose value follows as its data.</summary>
    void ErrorField();

    /// <summary>An event without data ended; its name means nothing.</summary>
    void EventDropped();
}
