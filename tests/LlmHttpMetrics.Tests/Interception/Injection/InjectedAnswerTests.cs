using System.IO.Compression;
using System.Text;

namespace LlmHttpMetrics.Tests.Interception.Injection;

/// <summary>The answer to a stream whose usage was requested by the library reads as if it had not been requested, however it is read.</summary>
public sealed class InjectedAnswerTests
{
    private const string Expected = InjectedClient.Content + InjectedClient.Done;

    private static readonly TimeSpan SafetyLimit = HangGuard.Limit;

    [TestCase("text/event-stream")]
    [TestCase("Text/Event-Stream; charset=utf-8")]
    [TestCase("text/event-stream;charset=ISO-8859-1")]
    [TestCase("text/event-stream;")]
    [TestCase("text/event-stream; charset")]
    [TestCase("text/plain")]
    [TestCase("application/json")]
    [TestCase(null)]
    public async Task Answer_OfAnyContentType_LacksTheEvent(string? contentType)
    {
        await using InjectedClient client = new(body => InjectedClient.Answer(body, contentType));

        using var response = await client.SendAsync(InjectedClient.Post());

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(Expected));
        Assert.That(
            response.Content.Headers.TryGetValues("Content-Type", out var type) ? type.Single().Replace(" ", "", StringComparison.Ordinal) : null,
            Is.EqualTo(contentType?.Replace(" ", "", StringComparison.Ordinal)));
        Assert.That((await client.Client.EventAsync()).Tokens.Input, Is.EqualTo(11));
    }

    [TestCase("application/json", """{"choices":[],"usage":{"total_tokens":1}}""")]
    [TestCase("text/plain", "data: {\"choices\":[],\"usage\":{\"total_tokens\":1}}\n\n")]
    public async Task Answer_OfALengthThatIsNoEventStream_KeepsBoth(string contentType, string body)
    {
        await using InjectedClient client = new(_ => new HttpResponseMessage { Content = new StringContent(body, Encoding.UTF8, contentType) });

        using var response = await client.SendAsync(InjectedClient.Post());

        Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(body.Length));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(body));
    }

    [Test]
    public async Task Answer_ThatComesCodedUnasked_PassesAsItIsAndIsCounted()
    {
        var coded = Array.Empty<byte>();
        await using InjectedClient client = new(body =>
        {
            using MemoryStream buffer = new();
            using (GZipStream gzip = new(buffer, CompressionLevel.Fastest))
            {
                gzip.Write(body);
            }

            coded = buffer.ToArray();
            var response = InjectedClient.Answer(coded);
            response.Content.Headers.ContentEncoding.Add("gzip");
            return response;
        });

        using var response = await client.SendAsync(InjectedClient.Post());

        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo(coded));
        Assert.That((await client.Client.EventAsync()).Tokens.Input, Is.EqualTo(11));
        Assert.That(client.Client.Recorder.Only(LlmInstrumentNames.MeasurementFailures).Tag(LlmTagNames.Stage), Is.EqualTo("response"));
    }

    [TestCaseSource(nameof(Ways))]
    public async Task Answer_ReadInAnyWay_LacksTheEvent(Func<HttpContent, Stream, Task> read)
    {
        await using InjectedClient client = new();
        using var response = await client.SendAsync(InjectedClient.Post());
        using MemoryStream received = new();

        await read(response.Content, received);

        Assert.That(Encoding.UTF8.GetString(received.ToArray()), Is.EqualTo(Expected));
        Assert.That(client.Client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
    }

    [Test]
    public async Task Answer_IsReadNoFurtherThanTheCallerAsks([Values] bool sync)
    {
        TrickleStream body = new(WireSamples.Bytes(InjectedClient.Content + InjectedClient.Usage + InjectedClient.Done));
        await using InjectedClient client = new(_ => WireSamples.Stream(body, "text/event-stream"));
        using var response = await client.SendAsync(InjectedClient.Post());
        var stream = await response.Content.ReadAsStreamAsync();

        var buffer = new byte[7];
        _ = sync ? stream.Read(buffer) : await stream.ReadAsync(buffer);

        Assert.That(body.Requested, Is.All.LessThanOrEqualTo(buffer.Length));
        Assert.That(body.Requested.Sum(), Is.LessThan(InjectedClient.Content.Length + buffer.Length));
    }

    [Test]
    public async Task Read_WithATokenThatHasFired_IsCancelled([Values] bool atEnd)
    {
        await using InjectedClient client = new(body => InjectedClient.Answer(body, "text/event-stream", Delivery.Whole));
        using var response = await client.SendAsync(InjectedClient.Post());
        var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[7];
        while (await stream.ReadAsync(buffer) > 0 && atEnd)
        {
        }

        await Assert.CatchAsync<OperationCanceledException>(async () => _ = await stream.ReadAsync(buffer, new CancellationToken(true)));
    }

    [Test]
    public async Task Answer_ThatFails_FailsBehindAllItsBytes([Values("read", "read sync", "copy", "content copy")] string way)
    {
        const string Cut = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"c4n4ry\"}}]}\n\ndata: {\"choices\":[],\"usa";
        TrickleStream body = new(WireSamples.Bytes(Cut), Delivery.SeededPieces)
        {
            BeforeRead = at => _ = at == Cut.Length ? throw new IOException("the network") : at
        };
        await using InjectedClient client = new(_ => WireSamples.Stream(body, "text/event-stream"));
        using var response = await client.SendAsync(InjectedClient.Post());
        using MemoryStream received = new();
        var stream = way == "content copy" ? null : await response.Content.ReadAsStreamAsync();

        var thrown = await Assert.CatchAsync(() => way switch
        {
            "read" => PumpAsync(stream!, received),
            "read sync" => Task.Run(() => Pump(stream!, received)),
            "copy" => stream!.CopyToAsync(received),
            _ => response.Content.CopyToAsync(received),
        });

        Assert.That(thrown!.GetBaseException().Message, Is.EqualTo("the network"));
        Assert.That(Encoding.UTF8.GetString(received.ToArray()), Is.EqualTo(Cut));
        Assert.That(client.Client.Outcome, Is.EqualTo(LlmOutcomes.Broken));
    }

    [Test]
    public async Task Destination_ThatFails_GetsNothingMore([Values] bool sync)
    {
        await using InjectedClient client = new();
        using var response = await client.SendAsync(InjectedClient.Post());
        FullDestination destination = new();

        var thrown = await Assert.CatchAsync(async () =>
        {
            if (sync)
            {
                response.Content.CopyTo(destination, null, CancellationToken.None);
            }
            else
            {
                await response.Content.CopyToAsync(destination);
            }
        });

        Assert.That(thrown!.GetBaseException().Message, Is.EqualTo("full"));
        Assert.That(destination.Writes, Is.EqualTo(1));
    }

    [Test]
    public async Task EmptyRead_WaitsForBytesOfTheCallers()
    {
        await using InjectedClient client = new(body => InjectedClient.Answer(body, "text/event-stream", Delivery.ByteByByte));
        using var response = await client.SendAsync(InjectedClient.Post());
        var stream = await response.Content.ReadAsStreamAsync();

        Assert.That(await stream.ReadAsync(Memory<byte>.Empty).AsTask().WaitAsync(SafetyLimit), Is.Zero);
        using MemoryStream received = new();
        await stream.CopyToAsync(received);
        Assert.That(Encoding.UTF8.GetString(received.ToArray()), Is.EqualTo(Expected));
    }

    [Test]
    public async Task Stream_DisposedOf_DisposesOfTheNetworks([Values] bool async)
    {
        TrickleStream body = new(WireSamples.Bytes(InjectedClient.Content));
        await using InjectedClient client = new(_ => WireSamples.Stream(body, "text/event-stream"));
        using var response = await client.SendAsync(InjectedClient.Post());
        var stream = await response.Content.ReadAsStreamAsync();

        if (async)
        {
            await stream.DisposeAsync();
        }
        else
        {
            stream.Dispose();
        }

        Assert.That(body.IsDisposed);
        Assert.That(client.Client.Outcome, Is.EqualTo(LlmOutcomes.Abandoned));
    }

    [Test]
    public async Task Content_CopiedAfterItWasRead_ThrowsAsWithoutUs()
    {
        await using InjectedClient client = new();
        using var response = await client.SendAsync(InjectedClient.Post());
        using HttpResponseMessage bare = InjectedClient.Answer(WireSamples.Bytes(Expected));
        var (seen, expected) = (await SecondCopyAsync(response.Content), await SecondCopyAsync(bare.Content));

        Assert.That((seen.GetType(), seen.Message), Is.EqualTo((expected.GetType(), expected.Message)));

        static async Task<Exception> SecondCopyAsync(HttpContent content)
        {
            await content.CopyToAsync(Stream.Null);
            return (await Assert.CatchAsync(() => content.CopyToAsync(Stream.Null)))!;
        }
    }

    private static IEnumerable<TestCaseData> Ways()
    {
        yield return Case("content copy", (content, to) => content.CopyToAsync(to));
        yield return Case("content copy, sync", (content, to) => Sync(() => content.CopyTo(to, null, CancellationToken.None)));
        yield return Case("text", async (content, to) => to.Write(WireSamples.Bytes(await content.ReadAsStringAsync())));
        yield return Case("buffered", async (content, to) =>
        {
            await content.LoadIntoBufferAsync();
            await content.CopyToAsync(to);
        });
        yield return Case("read", async (content, to) => await PumpAsync(await content.ReadAsStreamAsync(), to));
        yield return Case("read, sync", (content, to) => Sync(() => Pump(content.ReadAsStream(), to)));
        yield return Case("copy", async (content, to) => await (await content.ReadAsStreamAsync()).CopyToAsync(to));
        yield return Case("copy, sync", (content, to) => Sync(() => content.ReadAsStream().CopyTo(to)));
        yield return Case("array", async (content, to) =>
        {
            var stream = await content.ReadAsStreamAsync();
            var buffer = new byte[30];
            while (await stream.ReadAsync(buffer, 5, 20) is > 0 and var read)
            {
                to.Write(buffer, 5, read);
            }
        });
        yield return Case("bytes", (content, to) => Sync(() =>
        {
            var stream = content.ReadAsStream();
            while (stream.ReadByte() is >= 0 and var value)
            {
                to.WriteByte((byte)value);
            }
        }));
        yield return Case("begin and end", async (content, to) =>
        {
            var stream = await content.ReadAsStreamAsync();
            var buffer = new byte[20];
            while (await Task.Factory.FromAsync(stream.BeginRead, stream.EndRead, buffer, 0, buffer.Length, state: null) is > 0 and var read)
            {
                to.Write(buffer, 0, read);
            }
        });

        static TestCaseData Case(string name, Func<HttpContent, Stream, Task> read) => new TestCaseData(read).SetArgDisplayNames(name);

        static Task Sync(Action read)
        {
            read();
            return Task.CompletedTask;
        }
    }

    private sealed class FullDestination : MemoryStream
    {
        public int Writes { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Writes++;
            throw new IOException("full");
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }
    }

    private static void Pump(Stream from, Stream to)
    {
        var buffer = new byte[50];
        while (from.Read(buffer) is > 0 and var read)
        {
            to.Write(buffer, 0, read);
        }
    }

    private static async Task PumpAsync(Stream from, Stream to)
    {
        var buffer = new byte[50];
        while (await from.ReadAsync(buffer) is > 0 and var read)
        {
            to.Write(buffer, 0, read);
        }
    }
}
