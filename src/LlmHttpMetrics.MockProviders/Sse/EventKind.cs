namespace LlmHttpMetrics.MockProviders.Sse;

/// <summary>The meaning of an event for delays, faults and recording.</summary>
internal enum EventKind
{
    /// <summary>Neither content nor an end.</summary>
    Control,

    /// <summary>Contains text, reasoning, a refusal or tool arguments.</summary>
    Content,

    /// <summary>Contains the finish reason; faults occur before it.</summary>
    Finish,

    /// <summary>The stream's last event: the ledger's entry is written before it.</summary>
    Last,
}
