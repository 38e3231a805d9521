using System.Net;
using System.Runtime.ExceptionServices;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// Stands for a request's content that was serialized before the request is sent, so that it is serialized once all the same. Where that failed,
/// sending fails as it would have failed: behind the same bytes, by the same exception, and the next attempt asks the original again.
/// </summary>
internal sealed class CapturedContent : HttpContent
{
    private readonly HttpContent _source;
    private readonly ExceptionDispatchInfo? _failure;
    private bool _isReplayed;

    /// <param name="source">The caller's content.</param>
    /// <param name="bytes">What it has written.</param>
    /// <param name="isWhole">It has written all of it.</param>
    /// <param name="failure">What it, or waiting for it, ended in; null where it ended well.</param>
    public CapturedContent(HttpContent source, ReadOnlyMemory<byte> bytes, bool isWhole, Exception? failure)
    {
        _source = source;
        Bytes = bytes;
        _failure = failure is null ? null : ExceptionDispatchInfo.Capture(failure);
        HasFailed = failure is not null;
        IsWhole = isWhole && !HasFailed;
        ContentHeaders.Copy(source, this);
    }

    /// <summary>The bytes are all there are.</summary>
    public bool IsWhole { get; }

    /// <summary>The content could not be serialized, or was not waited for.</summary>
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

    /// <summary>As the original has it: one that does not know its length is sent in chunks.</summary>
    protected override bool TryComputeLength(out long length)
    {
        var known = _source.Headers.ContentLength;
        length = known.GetValueOrDefault();
        return known.HasValue;
    }

    /// <summary>A request that is disposed of while it is sent disposes of its content.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Dispose();
        }

        base.Dispose(disposing);
    }
}
