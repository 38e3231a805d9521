namespace QuickStart.Traffic;

/// <summary>How the client ends a call.</summary>
internal enum CallEnding
{
    /// <summary>Reads the answer to its end.</summary>
    ReadToEnd,

    /// <summary>Reads the first content of a stream, then cancels its token.</summary>
    Cancel,

    /// <summary>Reads the first content of a stream, then disposes the response.</summary>
    Abandon,

    /// <summary>Waits for the client's timeout.</summary>
    TimeOut,
}
