namespace LlmHttpMetrics.Interception;

/// <summary>Looks on while somebody reads or writes a body. No member throws.</summary>
internal interface IBodyObserver
{
    /// <summary>In place of a timestamp: the bytes are pumped to a destination, with no reader who could pause in between.</summary>
    const long Pumped = -1;

    /// <summary>The current timestamp, for timing a read that has to wait.</summary>
    long Now();

    /// <summary>A read or a copy waits for data, until one of the other members is called.</summary>
    /// <param name="cancellationToken">Its token. A reader who disposes of the body while it has fired was interrupted and has not given up.</param>
    void OnWaiting(CancellationToken cancellationToken);

    /// <summary>Bytes have passed.</summary>
    /// <param name="bytes">The bytes, valid during the call only.</param>
    /// <param name="pendingSince">When the read began to wait; zero where it did not, or <see cref="Pumped"/>.</param>
    void OnBytes(ReadOnlySpan<byte> bytes, long pendingSince);

    /// <summary>The body has ended.</summary>
    void OnEnd();

    /// <summary>Reading the body failed. A read that was cancelled may be followed by others: over HTTP/2 the stream goes on.</summary>
    void OnFailed(Exception exception, CancellationToken cancellationToken);

    /// <summary>The reader has had enough.</summary>
    void OnDisposed();
}
