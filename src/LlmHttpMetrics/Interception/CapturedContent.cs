using System.Net;
using System.Runtime.ExceptionServices;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// Replaces a request's content that was serialized before the request is sent, so that it is still serialized only once. If serialization failed,
/// sending fails in the same way: after the same bytes, with the same exception, and the next attempt uses the original again.
/// </summary>
internal sealed class CapturedContent : HttpContent
{
    private readonly HttpContent _source;
    private readonly ExceptionDispatchInfo? _failure;
    private bool _isReplayed;

    /// <param name="source">The caller's content.</param>
    /// <param name="bytes">The bytes that it has written.</param>
    /// <param name="isWhole">Whether it has written all of its bytes.</param>
    /// <param name="failure">The exception that serialization, or waiting for it, ended with; null if it succeeded.</param>
    public CapturedContent(HttpContent source, ReadOnlyMemory<byte> bytes, bool isWhole, Exception? failure)
    {
        _source = source;
        Bytes = bytes;
        _failure = failure is null ? null : ExceptionDispatchInfo.Capture(failure);
        HasFailed = failure is not null;
        IsWhole = isWhole && !HasFailed;
        ContentHeaders.Copy(source, this);
    }

    /// <summary>Whether the bytes are complete.</summary>
    public bool IsWhole { get; }

    /// <summary>Whether the content could not be serialized, or waiting for it was cancelled.</summary>
    public bool HasFailed { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    public HttpContent Source => _source;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (HasFailed && _isReplayed)
        {
            await _source.CopyToAsync(stream, context, cancellationToken).ConfigureAwait(false);
            return;
        }

        _isReplayed = true;
        await stream.WriteAsync(Bytes, cancellationToken).ConfigureAwait(false);
        _failure?.Throw();
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (HasFailed && _isReplayed)
        {
            _source.CopyTo(stream, context, cancellationToken);
            return;
        }

        _isReplayed = true;
        stream.Write(Bytes.Span);
        _failure?.Throw();
    }

    /// <summary>The same length as the original: content without a known length is sent in chunks.</summary>
    protected override bool TryComputeLength(out long length) => ContentHeaders.TryGetLength(_source, out length);

    /// <summary>Disposing a request while it is sent disposes its content as well.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Dispose();
        }

        base.Dispose(disposing);
    }
}
