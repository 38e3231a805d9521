using System.IO.Compression;
using System.Net;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

public sealed class TransportTests
{
    [Test]
    public async Task Http2_Stream_IsHttp2AndWhole()
    {
        await using var server = await MockProviderServer.StartAsync(new MockProviderOptions { Protocol = MockProtocol.Http2 });
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        server.Reply(new MockReply { Text = "Hello world" });

        using var response = await http.SendAsync(Http2Request());

        Assert.That(response.Version, Is.EqualTo(HttpVersion.Version20));
        Assert.That(StreamEvent.Split(await response.Content.ReadAsStringAsync())[^1].Data, Is.EqualTo("[DONE]"));
    }

    [Test]
    public async Task Http2_Cut_ResetsTheStreamAfterItsTokens()
    {
        ManualTimeProvider clock = new();
        await using var server = await MockProviderServer.StartAsync(new MockProviderOptions { Protocol = MockProtocol.Http2, TimeProvider = clock });
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        server.Reply(new MockReply { Text = "w1 w2 w3", Fault = MockFault.Cut(2) });

        using var response = await http.SendAsync(Http2Request(), HttpCompletionOption.ResponseHeadersRead);
        var stream = await response.Content.ReadAsStreamAsync();
        var (buffer, body) = (new byte[65_536], "");
        while (!body.Contains("w2", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer);
            Assert.That(read, Is.Positive, body);
            body += System.Text.Encoding.UTF8.GetString(buffer, 0, read);
        }

        // What the client has not read when the stream is reset, it never sees.
        await clock.WaitForTimerAsync();
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await ReadAll.AsFarAsItGoesAsync(stream), Does.EndWith("Exception").And.Not.Contain("w3"));
    }

    [TestCase(Ask.Chat)]
    [TestCase(Ask.ChatStream)]
    public async Task Compression_Accepted_IsGzip(string json)
    {
        await using var server = await MockProviderServer.StartAsync(new MockProviderOptions { UseCompression = true });
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        server.Reply(new MockReply { Text = "Hello world" });
        var request = Ask.Post(Ask.ChatPath, json);
        request.Headers.AcceptEncoding.ParseAdd("gzip");

        using var response = await http.SendAsync(request);
        Assert.That(response.Content.Headers.ContentEncoding, Is.EqualTo(new[] { "gzip" }));
        using var reader = new StreamReader(new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress));

        Assert.That(await reader.ReadToEndAsync(), Does.Contain("Hello").And.Contain("world"));
    }

    [TestCase(Ask.Chat)]
    [TestCase(Ask.ChatStream)]
    public async Task Compression_Cut_StillBreaks(string json)
    {
        await using var server = await MockProviderServer.StartAsync(new MockProviderOptions { UseCompression = true });
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        server.Reply(new MockReply { Text = "w1 w2 w3", Fault = MockFault.Cut(2) });
        var request = Ask.Post(Ask.ChatPath, json);
        request.Headers.AcceptEncoding.ParseAdd("gzip");

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.That(await ReadAll.AsFarAsItGoesAsync(await response.Content.ReadAsStreamAsync()), Does.EndWith("Exception"));
        Assert.That(server.Ledger.Only.Outcome, Is.EqualTo(LedgerOutcome.Cut));
    }

    [Test]
    public async Task Stream_PausesBetweenTokens_EachTokenIsItsOwnRead()
    {
        ManualTimeProvider clock = new();
        var delay = TimeSpan.FromSeconds(1);
        await using var server = await MockProviderServer.StartAsync(new MockProviderOptions { TimeProvider = clock });
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        server.Reply(new MockReply { Text = "w1 w2 w3 w4", DelayToFirstToken = delay, DelayBetweenTokens = delay });
        using var response = await http.SendAsync(Ask.Post(Ask.ChatPath, Ask.ChatStream), HttpCompletionOption.ResponseHeadersRead);
        var stream = await response.Content.ReadAsStreamAsync();
        Assert.That(await ReadAsync(), Does.Contain("assistant"), "what comes before the first token");

        for (var token = 1; token <= 4; token++)
        {
            await clock.WaitForTimerAsync();
            clock.Advance(delay);
            var own = await ReadAsync();
            Assert.That(own, Does.Contain($"w{token}"));
            Assert.That(own.Split("\"content\":"), Has.Length.EqualTo(2), "one content event in the read");
        }

        async Task<string> ReadAsync()
        {
            var buffer = new byte[65_536];
            return System.Text.Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer));
        }
    }

    [Test]
    public async Task Header_Impossible_Is500AndRecorded()
    {
        await using var server = await MockProviderServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        server.Reply(new MockReply { Headers = new Dictionary<string, string> { ["x-bad"] = "a\nb" } });

        using var response = await http.SendAsync(Ask.Post(Ask.ChatPath, Ask.Chat));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(server.Ledger.Only.Outcome, Is.EqualTo(LedgerOutcome.Error));
    }

    [Test]
    public async Task Compression_NotAccepted_IsPlain()
    {
        await using var server = await MockProviderServer.StartAsync(new MockProviderOptions { UseCompression = true });
        using var http = new HttpClient { BaseAddress = server.BaseAddress };

        Assert.That(await (await http.SendAsync(Ask.Post(Ask.ChatPath, Ask.Chat))).Content.ReadAsStringAsync(), Does.StartWith("{"));
    }

    [Test]
    public async Task MaxLedgerEntries_Exceeded_TheOldestGo()
    {
        await using var server = await MockProviderServer.StartAsync(new MockProviderOptions { MaxLedgerEntries = 2 });
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        server.Enqueue(new MockReply { ResponseId = "1" }, new MockReply { ResponseId = "2" }, new MockReply { ResponseId = "3" });

        for (var i = 0; i < 3; i++)
        {
            using var response = await http.SendAsync(Ask.Post(Ask.ChatPath, Ask.Chat));
        }

        Assert.That(server.Ledger.Entries.Select(entry => entry.ResponseId), Is.EqualTo(new[] { "2", "3" }));
    }

    [Test]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.That(() => MockProviderServer.StartAsync(new MockProviderOptions { Port = 65_536 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => MockProviderServer.StartAsync(new MockProviderOptions { MaxLedgerEntries = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(
            () => MockProviderServer.StartAsync(new MockProviderOptions { Sse = new SseStyle { CommentEvery = -1 } }),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task Port_Taken_Throws()
    {
        await using var server = await MockProviderServer.StartAsync();

        Assert.That(() => MockProviderServer.StartAsync(new MockProviderOptions { Port = server.BaseAddress.Port }), Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task Dispose_Twice_IsHarmless()
    {
        var server = await MockProviderServer.StartAsync();

        await server.DisposeAsync();
        await server.DisposeAsync();
        using var http = new HttpClient();
        Assert.That(() => http.GetAsync(server.BaseAddress), Throws.InstanceOf<HttpRequestException>());
    }

    private static HttpRequestMessage Http2Request()
    {
        var request = Ask.Post(Ask.ChatPath, Ask.ChatStream);
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        return request;
    }
}
