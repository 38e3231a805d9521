namespace LlmHttpMetrics.Framing;

/// <summary>Receives where the events of a stream begin and end.</summary>
internal interface IEventSink
{
    /// <summary>The event's name, which is separate from its data.</summary>
    void EventName(ReadOnlySpan<byte> name);

    /// <summary>The event's last byte has been read.</summary>
    void EventEnd();

    /// <summary>A field of the event is an error; its value follows as the event's data.</summary>
    void ErrorField();

    /// <summary>An event without data ended; its name is ignored.</summary>
    void EventDropped();
}
