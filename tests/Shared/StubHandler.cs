using System.Collections.Concurrent;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>A primary handler that answers by a function, and notes what it was sent.</summary>
public sealed class StubHandler(Func<HttpRequestMessage, CancellationToken, HttpResponseMessage> respond) : HttpMessageHandler
{
    private readonly ConcurrentQueue<byte[]> _bodies = new();
    private readonly ConcurrentQueue<HttpContent?> _contents = new();
    private int _sends;

    public StubHandler(Func<HttpRequestMessage, HttpResponseMessage> respond)
        : this((request, _) => respond(request))
    {
    }

    /// <summary>Serializes the request's body, as a network does.</summary>
    public bool ReadsBody { get; init; } = true;

    /// <summary>Completes on another thread, later, as a network does.</summary>
    public bool IsAsync { get; init; } = true;

    public int Sends => Volatile.Read(ref _sends);

    public IReadOnlyList<byte[]> Bodies => [.. _bodies];

    /// <summary>The contents of the requests as they came.</summary>
    public IReadOnlyList<HttpContent?> Contents => [.. _contents];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _sends);
        _contents.Enqueue(request.Content);
        if (IsAsync)
        {
            await Task.Delay(1, CancellationToken.None);
        }

        if (ReadsBody && request.Content is { } content)
        {
            using MemoryStream body = new();
            await content.CopyToAsync(body, cancellationToken);
            _bodies.Enqueue(body.ToArray());
        }

        return Answer(request, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _sends);
        _contents.Enqueue(request.Content);
        if (ReadsBody && request.Content is { } content)
        {
            using MemoryStream body = new();
            content.CopyTo(body, context: null, cancellationToken);
            _bodies.Enqueue(body.ToArray());
        }

        return Answer(request, cancellationToken);
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = respond(request, cancellationToken);
        response.RequestMessage ??= request;
        return response;
    }
}
