using System.Net;

namespace LlmHttpMetrics.Interception.Injection;

/// <summary>The content of an answer with a usage event that the caller did not request. The inner content measures it, including that event.</summary>
internal sealed class FilteredResponseContent : HttpContent
{
    private readonly HttpContent _inner;

    public FilteredResponseContent(HttpContent inner)
    {
        _inner = inner;
        ContentHeaders.Copy(inner, this);
        Headers.ContentLength = null;
    }

    /// <summary>
    /// Removes the usage event, if there will be one, from what the caller reads; false if that is not possible because the answer has a content
    /// coding.
    /// </summary>
    public static bool Hide(HttpResponseMessage response)
    {
        var content = response.Content;
        if (!response.IsSuccessStatusCode || !MayBeStream(content))
        {
            return true;
        }

        if (ContentTraits.Of(content).IsCoded)
        {
            return false;
        }

        response.Content = new FilteredResponseContent(content);
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        FilteringDestination destination = new(stream);
        try
        {
            await _inner.CopyToAsync(destination, context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await destination.EndAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }

        await destination.EndAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        FilteringDestination destination = new(stream);
        try
        {
            _inner.CopyTo(destination, context, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            destination.End();
            throw;
        }

        destination.End();
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        new FilteringStream(await _inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => new FilteringStream(_inner.ReadAsStream(cancellationToken));

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>
    /// Whether the content is an event stream by its type, or has another type, as some services send it, and no length, which a non-streamed answer
    /// would have.
    /// </summary>
    private static bool MayBeStream(HttpContent content)
    {
        if (content.Headers.NonValidated.TryGetValues("Content-Type", out var type))
        {
            var text = type.ToString().AsSpan();
            var end = text.IndexOf(';');
            if ((end < 0 ? text : text[..end]).Trim().Equals("text/event-stream", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return content.Headers.ContentLength is null;
    }
}
