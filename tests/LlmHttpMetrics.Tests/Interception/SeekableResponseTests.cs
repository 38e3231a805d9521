namespace LlmHttpMetrics.Tests.Interception;

/// <summary>
/// An answer from memory, as handlers in tests and caches give, is read like one from a socket; once buffered, it is what
/// the buffer of a bare client is.
/// </summary>
public sealed class SeekableResponseTests
{
    [Test]
    public async Task Stream_OfMemory_OffersWhatASocketDoes()
    {
        await using var client = Client();
        using var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);

        var stream = await response.Content.ReadAsStreamAsync();

        Assert.That((stream.CanRead, stream.CanSeek, stream.CanWrite, stream.CanTimeout), Is.EqualTo((true, false, false, false)));
        Assert.That(() => stream.Length, Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => stream.Position, Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => stream.Position = 0, Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => stream.Seek(0, SeekOrigin.Begin), Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => stream.SetLength(0), Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => stream.Write([1]), Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => stream.ReadTimeout, Throws.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public async Task Stream_ReadByOneWhoRewindsWhereHeCan_IsReadWhole([Values] bool sync)
    {
        await using var client = Client();
        using var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);
        var stream = sync ? response.Content.ReadAsStream() : await response.Content.ReadAsStreamAsync();

        // As Azure.Core does: a stream that seeks is taken for its own buffer, at its end.
        using MemoryStream buffer = new();
        if (!stream.CanSeek)
        {
            await stream.CopyToAsync(buffer);
        }

        Assert.That(buffer.ToArray(), Is.EqualTo(WireSamples.Bytes(WireSamples.ChatAnswer)));
        Assert.That((client.Outcome, client.Recorder.Sum(LlmInstrumentNames.Tokens)), Is.EqualTo((LlmOutcomes.Completed, 18d)));
        Assert.That((await client.EventAsync()).ResponseBytes, Is.EqualTo(buffer.Length));
    }

    [Test]
    public async Task Stream_OfContent_IsTheSameEachTime()
    {
        await using var client = Client();
        using var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);

        var first = await response.Content.ReadAsStreamAsync();
        var second = await response.Content.ReadAsStreamAsync();

        Assert.That(second, Is.SameAs(first));
    }

    [Test]
    public async Task Stream_DisposedOfAsynchronously_DisposesOfTheOneBelowOnce()
    {
        DisposalCount network = new();
        await using MonitoredClient client = new(_ => WireSamples.Stream(network));
        using var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);

        await (await response.Content.ReadAsStreamAsync()).DisposeAsync();

        Assert.That(network.Disposals, Is.EqualTo(1));
    }

    [Test]
    public async Task Stream_CopiedToNothing_SaysWhatIsMissing()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        using var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);
        var stream = await response.Content.ReadAsStreamAsync();

        Assert.That(() => stream.CopyTo(null!), Throws.ArgumentNullException);
        Assert.That(() => stream.CopyToAsync(null!), Throws.ArgumentNullException);
    }

    [Test]
    public async Task Body_Buffered_IsTheBareClients([Values] bool sync)
    {
        await using var client = Client();
        using HttpClient bare = new(new StubHandler(_ => Answer()));
        using var seen = sync ? client.Http.Send(WireSamples.Post()) : await client.Http.SendAsync(WireSamples.Post());
        using var expected = sync ? bare.Send(WireSamples.Post()) : await bare.SendAsync(WireSamples.Post());

        Assert.That(await DescribeAsync(seen), Is.EqualTo(await DescribeAsync(expected)));
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
    }

    private static async Task<object> DescribeAsync(HttpResponseMessage response)
    {
        var stream = await response.Content.ReadAsStreamAsync();
        using StreamReader reader = new(stream, leaveOpen: true);
        var first = await reader.ReadToEndAsync();
        stream.Position = 0;
        return (
            stream.GetType(),
            stream.CanSeek,
            stream.Length,
            first,
            await reader.ReadToEndAsync(),
            await response.Content.ReadAsStringAsync(),
            response.Content.Headers.ToString());
    }

    private static MonitoredClient Client() => new(_ => Answer());

    private static HttpResponseMessage Answer() => new() { Content = WireSamples.Json(WireSamples.ChatAnswer) };

    private sealed class DisposalCount() : MemoryStream(WireSamples.Bytes(WireSamples.ChatAnswer))
    {
        public int Disposals { get; private set; }

        protected override void Dispose(bool disposing)
        {
            Disposals++;
            base.Dispose(disposing);
        }
    }
}
