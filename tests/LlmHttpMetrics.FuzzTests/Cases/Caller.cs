using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Cases;

/// <summary>Makes the call of a case and reads its answer, as the case says.</summary>
internal sealed class Caller
{
    private const int ArrayOffset = 7;

    private readonly byte[] _buffer = new byte[16 * 1024];

    /// <summary>What was read.</summary>
    public ComparingStream Received { get; private set; } = null!;

    /// <param name="http">The chain.</param>
    /// <param name="fuzz">The case.</param>
    /// <param name="failure">What the caller's content throws, if it is to.</param>
    /// <param name="expected">What is to be read, asked once the request is out.</param>
    public void Play(HttpMessageInvoker http, FuzzCase fuzz, Exception failure, Func<byte[]> expected)
    {
        Received = new ComparingStream([], tail: []);
        using var request = Request(fuzz, failure);
        using var response = http.Send(request, CancellationToken.None);
        Received = new ComparingStream(expected(), fuzz.Exchange.Tail);
        switch (fuzz.Way)
        {
            case ReadWay.ContentCopy when ReadsAll(fuzz):
                response.Content.CopyTo(Received, context: null, CancellationToken.None);
                break;
            case ReadWay.Copy when ReadsAll(fuzz):
                response.Content.ReadAsStream().CopyTo(Received);
                break;
            default:
                Read(response.Content.ReadAsStream(), fuzz);
                break;
        }
    }

    /// <inheritdoc cref="Play"/>
    public async Task PlayAsync(HttpMessageInvoker http, FuzzCase fuzz, Exception failure, Func<byte[]> expected)
    {
        Received = new ComparingStream([], tail: []);
        using CancellationTokenSource cancellation = new();
        using var request = Request(fuzz, failure);
        using var response = await http.SendAsync(request, cancellation.Token);
        Received = new ComparingStream(expected(), fuzz.Exchange.Tail);
        switch (fuzz.Way)
        {
            case ReadWay.ContentCopy when ReadsAll(fuzz):
                await response.Content.CopyToAsync(Received, cancellation.Token);
                break;
            case ReadWay.Copy when ReadsAll(fuzz):
                await (await response.Content.ReadAsStreamAsync(cancellation.Token)).CopyToAsync(Received, cancellation.Token);
                break;
            case ReadWay.Buffered when ReadsAll(fuzz):
                await response.Content.LoadIntoBufferAsync(cancellation.Token);
                await (await response.Content.ReadAsStreamAsync(cancellation.Token)).CopyToAsync(Received, cancellation.Token);
                break;
            default:
                await ReadAsync(await response.Content.ReadAsStreamAsync(cancellation.Token), fuzz, cancellation);
                break;
        }
    }

    /// <summary>The caller has no reason to stop in between.</summary>
    private static bool ReadsAll(FuzzCase fuzz) => fuzz.Exchange.Tail.Length == 0 && fuzz.Ending is not (CallEnding.Disposed or CallEnding.Cancelled);

    private static long Limit(FuzzCase fuzz) =>
        fuzz.Ending is CallEnding.Disposed or CallEnding.Cancelled || fuzz.Exchange.Tail.Length > 0 ? fuzz.EndsAt : long.MaxValue;

    private static HttpRequestMessage Request(FuzzCase fuzz, Exception failure)
    {
        HttpRequestMessage request = new(new HttpMethod(fuzz.Exchange.Method), fuzz.Exchange.Url);
        if (fuzz.Ending == CallEnding.RequestThrows)
        {
            request.Content = new StreamContent(new BodyStream(fuzz.Exchange.Request, [], fuzz.Pieces, fuzz.Seed) { Failure = (failure, fuzz.EndsAt) });
        }
        else if (fuzz.Exchange.Request.Length > 0)
        {
            request.Content = fuzz.IsRequestStreamed
                ? new StreamContent(new BodyStream(fuzz.Exchange.Request, [], fuzz.Pieces, fuzz.Seed))
                : new ByteArrayContent(fuzz.Exchange.Request);
        }

        if (fuzz is { Injects: true, IsRequestStreamed: true } && request.Content is { } content)
        {
            // A stream that can be read once, and says its length.
            content.Headers.ContentLength = fuzz.Exchange.Request.Length;
        }

        foreach (var (name, value) in fuzz.Exchange.RequestHeaders)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    private void Read(Stream stream, FuzzCase fuzz)
    {
        for (var limit = Limit(fuzz); Received.Count < limit;)
        {
            int read;
            switch (fuzz.Way)
            {
                case ReadWay.Byte:
                    var value = stream.ReadByte();
                    read = value < 0 ? 0 : 1;
                    _buffer[0] = (byte)value;
                    Received.Write(_buffer, 0, read);
                    break;
                case ReadWay.Array:
                    read = stream.Read(_buffer, ArrayOffset, _buffer.Length - ArrayOffset);
                    Received.Write(_buffer, ArrayOffset, read);
                    break;
                default:
                    read = stream.Read(_buffer.AsSpan());
                    Received.Write(_buffer, 0, read);
                    break;
            }

            if (read == 0)
            {
                break;
            }
        }
    }

    private async Task ReadAsync(Stream stream, FuzzCase fuzz, CancellationTokenSource cancellation)
    {
        var limit = Limit(fuzz);
        while (true)
        {
            if (Received.Count >= limit)
            {
                if (fuzz.Ending != CallEnding.Cancelled)
                {
                    break;
                }

                await cancellation.CancelAsync();
            }

            var read = fuzz.Way switch
            {
#pragma warning disable CA1835 // The overload with an array is one of those under test.
                ReadWay.Array => await stream.ReadAsync(_buffer, 0, _buffer.Length, cancellation.Token),
#pragma warning restore CA1835
                ReadWay.Byte when fuzz.Ending != CallEnding.Cancelled =>
                    await Task.Factory.FromAsync(stream.BeginRead, stream.EndRead, _buffer, 0, _buffer.Length, state: null),
                _ => await stream.ReadAsync(_buffer, cancellation.Token),
            };
            Received.Write(_buffer, 0, read);
            if (read == 0)
            {
                break;
            }
        }
    }
}
