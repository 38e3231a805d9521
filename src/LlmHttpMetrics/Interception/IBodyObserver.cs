namespace LlmHttpMetrics.Interception;

/// <summary>Observes a body while it is read or written. No member throws.</summary>
internal interface IBodyObserver
{
    /// <summary>Replaces a timestamp: the bytes are copied to a destination, without a reader that could pause in between.</summary>
    const long Pumped = -1;

    /// <summary>The current timestamp, to time a read that has to wait.</summary>
    long Now();

    /// <summary>A read or a copy waits for data, until one of the other members is called.</summary>
    /// <param name="cancellationToken">
    /// The token of the read. A reader that disposes the body after this token was cancelled was interrupted and has not abandoned the body.
    /// </param>
    void OnWaiting(CancellationToken cancellationToken);

    /// <summary>Bytes have been read or written.</summary>
    /// <param name="bytes">The bytes, valid during the call only.</param>
    /// <param name="pendingSince">When the read began to wait; zero if it did not wait, or <see cref="Pumped"/>.</param>
    void OnBytes(ReadOnlySpan<byte> bytes, long pendingSince);

    /// <summary>The body has ended.</summary>
    void OnEnd();

    /// <summary>Reading the body failed. A cancelled read may be followed by others: over HTTP/2 the stream continues.</summary>
    void OnFailed(Exception exception, CancellationToken cancellationToken);

    /// <summary>The reader has disposed the body.</summary>
    void OnDisposed();
}
