namespace LlmHttpMetrics.MockProviders.Sse;

/// <summary>What an event means to the one who paces, breaks and records a stream.</summary>
internal enum EventKind
{
    /// <summary>Neither content nor an end.</summary>
    Control,

    /// <summary>Bears text, reasoning, a refusal or tool arguments.</summary>
    Content,

    /// <summary>Says why the answer ended; faults come before it.</summary>
    Finish,

    /// <summary>The stream's last event: the ledger's entry is written before it.</summary>
    Last,
}
