using System.Net;

namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>What a caller does with an exchange, besides reading it to its end.</summary>
/// <param name="Name">What the test is called.</param>
/// <param name="Behaviour">How the server treats his request.</param>
/// <param name="ActAsync">What he does.</param>
internal sealed record Conduct(string Name, Behaviour Behaviour, Func<Exchange, Task> ActAsync)
{
    public static readonly Conduct[] All = [.. Sending, .. Reading, .. Disposing, .. Cancelling];

    public static IEnumerable<string> Names => All.Select(conduct => conduct.Name);

    private static Conduct[] Sending =>
    [
        new("sends it twice", Behaviour.Answer, async x =>
        {
            using var first = await x.SendAsync();
            using var second = await x.SendAsync();
        }),
        new("sends its content again", Behaviour.Answer, async x =>
        {
            using var first = await x.SendAsync();
            await SendAgainAsync(x);
        }),
        new("buffers its content first, and sends it again", Behaviour.Answer, async x =>
        {
            await (x.Content?.LoadIntoBufferAsync() ?? Task.CompletedTask);
            using var first = await x.SendAsync();
            await SendAgainAsync(x);
        }),
        new("reads its content afterwards", Behaviour.Answer, async x =>
        {
            using var response = await x.SendAsync();
            await x.Log.TryAsync("own content", async () => x.Content is null ? null : (await x.Content.ReadAsByteArrayAsync()).Length);
        }),
        new("disposes of the request first", Behaviour.Answer, x =>
        {
            x.DisposeRequest();
            return x.SendAsync();
        }),
        new("disposes of its content first", Behaviour.Answer, x =>
        {
            x.Content?.Dispose();
            return x.SendAsync();
        }),
        new("has cancelled before", Behaviour.Answer, x =>
        {
            x.Cancel();
            return x.SendAsync();
        }),
    ];

    private static Conduct[] Reading =>
    [
        new("takes the stream twice, then copies", Behaviour.Stream, x => WithAsync(x, async response =>
        {
            var stream = await response.Content.ReadAsStreamAsync();
            x.Log.Add($"same stream: {ReferenceEquals(stream, await response.Content.ReadAsStreamAsync())}");
            x.Log.Try("stream, sync", () => ReferenceEquals(stream, response.Content.ReadAsStream()));
            await x.Log.TryAsync("copy", () => CopyAsync(response.Content));
            await x.Log.TryAsync("text", async () => await response.Content.ReadAsStringAsync());
            await x.Log.TryAsync("read", () => LengthAsync(stream));
        })),
        new("takes the stream synchronously, then asynchronously", Behaviour.Answer, x => WithAsync(x, async response =>
        {
            var stream = response.Content.ReadAsStream();
            x.Log.Add($"same stream: {ReferenceEquals(stream, response.Content.ReadAsStream())}"
                + $" {ReferenceEquals(stream, await response.Content.ReadAsStreamAsync())}");
            await x.Log.TryAsync("read", () => LengthAsync(stream));
        })),
        new("copies twice", Behaviour.Answer, x => WithAsync(x, async response =>
        {
            await x.Log.TryAsync("copy", () => CopyAsync(response.Content));
            await x.Log.TryAsync("again", () => CopyAsync(response.Content));
            await x.Log.TryAsync("stream", async () => (await response.Content.ReadAsStreamAsync()).CanSeek);
        })),
        new("copies synchronously, to what fails", Behaviour.Answer, x => WithAsync(x, response =>
        {
            x.Log.Try("copy", () =>
            {
                response.Content.CopyTo(new MemoryStream(new byte[10]), context: null, CancellationToken.None);
                return null;
            });
            return x.Log.TryAsync("text", async () => await response.Content.ReadAsStringAsync());
        })),
        new("copies to what fails as a file does", Behaviour.Stream, x => WithAsync(x, async response =>
        {
            await x.Log.TryAsync("copy", async () =>
            {
                await response.Content.CopyToAsync(new FullDisk());
                return null;
            });
            await x.Log.TryAsync("text", async () => await response.Content.ReadAsStringAsync());
        })),
        new("buffers, then takes stream and text", Behaviour.Stream, x => WithAsync(x, async response =>
        {
            await response.Content.LoadIntoBufferAsync();
            var stream = await response.Content.ReadAsStreamAsync();
            await StreamFacts.WriteAsync(stream, x.Log);
            await x.Log.TryAsync("text", async () => await response.Content.ReadAsStringAsync());
            await x.Log.TryAsync("read", () => LengthAsync(stream));
            x.Log.Add($"length: {response.Content.Headers.ContentLength}");
        })),
        new("buffers less than there is", Behaviour.Answer, x => WithAsync(x, async response =>
        {
            await x.Log.TryAsync("buffer", async () =>
            {
                await response.Content.LoadIntoBufferAsync(10);
                return null;
            });
            await x.Log.TryAsync("text", async () => await response.Content.ReadAsStringAsync());
        })),
        new("reads in the old way", Behaviour.Answer, x => WithAsync(x, async response =>
        {
            var stream = await response.Content.ReadAsStreamAsync();
            var buffer = new byte[4096];
            object state = new();
            var result = stream.BeginRead(buffer, 0, buffer.Length, callback: null, state);
            x.Log.Add($"state kept {ReferenceEquals(result.AsyncState, state)}, read {stream.EndRead(result)}");
            x.Log.Add($"nothing {stream.Read([])} {await stream.ReadAsync(Memory<byte>.Empty)} {stream.Read(buffer)} {stream.ReadByte()}");
        })),
        new("reads parts as they come", Behaviour.Pause, x => WithAsync(x, async response =>
        {
            var stream = await response.Content.ReadAsStreamAsync();
            var buffer = new byte[4096];
            x.Log.Add($"first part: {await stream.ReadAsync(buffer)}");
            var second = stream.ReadAsync(buffer).AsTask();
            x.Log.Add($"second part is there: {second.IsCompleted}");
            x.Visit.Allow();
            x.Log.Add($"second part ends: {await second > 0}");
            await x.Log.TryAsync("rest", async () => (object)(await LengthAsync(stream) is not null));
        })),
    ];

    private static Conduct[] Disposing =>
    [
        new("disposes of the answer unread", Behaviour.Answer, x => WithAsync(x, async response =>
        {
            response.Dispose();
            response.Dispose();
            await x.Log.TryAsync("stream", async () => await response.Content.ReadAsStreamAsync());
            await x.Log.TryAsync("text", async () => await response.Content.ReadAsStringAsync());
            x.Log.Try("length", () => response.Content.Headers.ContentLength);
        })),
        new("disposes of the stream within the answer", Behaviour.Stream, x => WithAsync(x, async response =>
        {
            var stream = await response.Content.ReadAsStreamAsync();
            x.Log.Add($"read: {stream.ReadByte()}");
            stream.Dispose();
            x.Log.Add($"reads {stream.CanRead}, seeks {stream.CanSeek}, writes {stream.CanWrite}");
            await x.Log.TryAsync("read", () => LengthAsync(stream));
            x.Log.Try("read, sync", () => stream.ReadByte());
            x.Log.Try("position", () => stream.Position);
            await x.Log.TryAsync("copy", () => CopyAsync(response.Content));
        })),
        new("disposes of the stream asynchronously within the answer", Behaviour.Stream, x => WithAsync(x, async response =>
        {
            var stream = await response.Content.ReadAsStreamAsync();
            x.Log.Add($"read: {stream.ReadByte()}");
            await stream.DisposeAsync();
            await stream.DisposeAsync();
            x.Log.Add($"reads {stream.CanRead}, seeks {stream.CanSeek}, writes {stream.CanWrite}");
            await x.Log.TryAsync("read", () => LengthAsync(stream));
        })),
        new("disposes of the answer, and reads on", Behaviour.Stream, x => WithAsync(x, async response =>
        {
            var stream = await response.Content.ReadAsStreamAsync();
            response.Dispose();
            x.Log.Add($"reads {stream.CanRead}, seeks {stream.CanSeek}, writes {stream.CanWrite}");
            await x.Log.TryAsync("read", () => LengthAsync(stream));
        })),
        new("disposes of the answer while it reads", Behaviour.Pause, x => WithAsync(x, async response =>
        {
            var stream = await response.Content.ReadAsStreamAsync();
            var buffer = new byte[4096];
            _ = await stream.ReadAsync(buffer);
            var pending = stream.ReadAsync(buffer).AsTask();
            response.Dispose();
            await x.Log.TryAsync("pending read", async () =>
            {
                try
                {
                    return await pending.WaitAsync(HangGuard.Limit);
                }
                catch (Exception e) when (Transcript.IsOfAClosedConnection(e))
                {
                    return "closed";
                }
            });
        })),
        new("disposes of the request, then reads", Behaviour.Stream, x => WithAsync(x, async response =>
        {
            x.DisposeRequest();
            await x.Log.TryAsync("text", async () => await response.Content.ReadAsStringAsync());
        })),
        new("disposes of the request while it waits", Behaviour.Hold, async x =>
        {
            var sending = Task.Run(x.SendAsync);
            await x.Visit.HasBodyAsync();
            x.DisposeRequest();
            x.Visit.Allow();
            using var response = await sending;
            await x.Log.TryAsync("text", async () => response is null ? null : await response.Content.ReadAsStringAsync());
        }),
    ];

    private static Conduct[] Cancelling =>
    [
        new("cancels while it waits", Behaviour.Hold, async x =>
        {
            var sending = Task.Run(x.SendAsync);
            await x.Visit.HasBodyAsync();
            x.Cancel();
            using var response = await sending;
        }),
        new("cancels all that is pending", Behaviour.Hold, async x =>
        {
            var sending = Task.Run(x.SendAsync);
            await x.Visit.HasBodyAsync();
            x.Client.CancelPendingRequests();
            using var response = await sending;
        }),
        new("cancels while it buffers or reads", Behaviour.Pause, async x =>
        {
            using CancellationTokenSource reading = new();
            var sending = Task.Run(x.SendAsync);
            await x.Visit.HasBodyAsync();
            if (x.Setting.Completion == HttpCompletionOption.ResponseContentRead)
            {
                x.Cancel();
                using var none = await sending;
                return;
            }

            using var response = await sending;
            var stream = await response!.Content.ReadAsStreamAsync();
            var buffer = new byte[4096];
            x.Log.Add($"read: {await stream.ReadAsync(buffer)}");
            var pending = stream.ReadAsync(buffer, reading.Token).AsTask();
            await reading.CancelAsync();
            await x.Log.TryAsync("pending read", async () => await pending);
            x.Visit.Allow();
            await x.Log.TryAsync(
                "read on", async () => x.Setting.Version == HttpVersion.Version11 ? await stream.ReadAsync(buffer) : await LengthAsync(stream));
        }),
        new("cancels a read before", Behaviour.Stream, x => WithAsync(x, async response =>
        {
            var stream = await response.Content.ReadAsStreamAsync();
            await x.Log.TryAsync("read", async () => await stream.ReadAsync(new byte[10], new CancellationToken(canceled: true)));
            await x.Log.TryAsync("copy", async () =>
            {
                await stream.CopyToAsync(Stream.Null, new CancellationToken(canceled: true));
                return null;
            });
        })),
    ];

    public static Conduct Named(string name) => All.Single(conduct => conduct.Name == name);

    private static async Task WithAsync(Exchange exchange, Func<HttpResponseMessage, Task> read)
    {
        // Where all is buffered, all has to be sent.
        if (exchange.Setting.Completion == HttpCompletionOption.ResponseContentRead)
        {
            exchange.Visit.Allow();
        }

        using var response = await exchange.SendAsync();
        if (response is not null)
        {
            await read(response);
        }
    }

    private static async Task SendAgainAsync(Exchange exchange)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, exchange.Request.RequestUri)
        {
            Content = exchange.Content, Version = exchange.Request.Version, VersionPolicy = exchange.Request.VersionPolicy,
        };
        request.Headers.Add(WireVisit.Header, exchange.Request.Headers.GetValues(WireVisit.Header));
        await exchange.Log.TryAsync("again", async () =>
        {
            using var response = await exchange.Client.SendAsync(request);
            return response.StatusCode;
        });
    }

    private static async Task<object?> CopyAsync(HttpContent content)
    {
        using MemoryStream all = new();
        await content.CopyToAsync(all);
        return all.Length;
    }

    private static async Task<object?> LengthAsync(Stream stream)
    {
        using MemoryStream all = new();
        await stream.CopyToAsync(all);
        return all.Length;
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("full");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("full");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw new IOException("full");
    }
}
