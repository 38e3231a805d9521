namespace QuickStart.Traffic;

/// <summary>What the client does to a call.</summary>
internal enum CallEnding
{
    /// <summary>Reads the answer to its end.</summary>
    ReadToEnd,

    /// <summary>Reads the first content of a stream, then fires its cancellation token.</summary>
    Cancel,

    /// <summary>Reads the first content of a stream, then disposes of the response.</summary>
    Abandon,

    /// <summary>Waits until the client's own timeout strikes.</summary>
    TimeOut,
}
