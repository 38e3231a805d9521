using System.Net;

namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>
/// A server that answers before it has the request: whether the send returns then, or once the request is sent, is for the
/// content to say, and .NET's own say the latter. The caller may dispose of what they read from as soon as it returns.
/// </summary>
public sealed class DuplexTests
{
    private WireServer _server = null!;
    private Clients _clients = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await WireServer.StartAsync();
        _clients = new Clients();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _clients.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task EarlyAnswer_SendReturns_WhenTheBareClientsDoes([ValueSource(typeof(HeldBody), nameof(HeldBody.All))] HeldBody body, [Values] bool isHttp2)
    {
        var version = isHttp2 ? HttpVersion.Version20 : HttpVersion.Version11;

        var bare = await ReturnsBeforeItIsSentAsync(_clients.Bare, body, version);

        Assert.That(bare, Is.EqualTo(isHttp2 && body.IsDuplex), "the bare client");
        Assert.That(await ReturnsBeforeItIsSentAsync(_clients.OneLayer, body, version), Is.EqualTo(bare), "one layer");
        Assert.That(await ReturnsBeforeItIsSentAsync(_clients.TwoLayers, body, version), Is.EqualTo(bare), "two layers");
    }

    [Test]
    public async Task EarlyAnswer_ContentIsAnAnswerPassedOn_IsSentBeforeItsOwnAnswer()
    {
        using HttpRequestMessage first = new(HttpMethod.Post, _server.Address(HttpVersion.Version20, Behaviour.Pause))
        {
            Content = WireSamples.Json(WireSamples.ChatStreamRequest), Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        first.Headers.Add(WireVisit.Header, "passed on");
        using var answer = await _clients.OneLayer.SendAsync(first, HttpCompletionOption.ResponseHeadersRead);
        HeldBody body = new("answer", _ => answer.Content, IsDuplex: false);

        var returned = await ReturnsBeforeItIsSentAsync(_clients.Bare, body, HttpVersion.Version20, _server.Visit("passed on").Allow);

        Assert.That(returned, Is.False);
    }

    [Test]
    public async Task EarlyAnswer_FileDisposedOfAfterTheSend_HasBeenSentWhole()
    {
        byte[] bytes = [.. Body.Bytes, .. new byte[4_000_000]];
        for (var i = 0; i < 10; i++)
        {
            LoggedStream file = new(bytes, canSeek: true, new Transcript());
            using HttpRequestMessage request = new(HttpMethod.Post, _server.Address(HttpVersion.Version20, Behaviour.Early))
            {
                Content = new StreamContent(file), Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            request.Headers.Add(WireVisit.Header, $"file {i}");

            using var response = await _clients.OneLayer.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await file.DisposeAsync();

            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
            Assert.That((await _server.Visit($"file {i}").SeenAsync())[^1], Does.StartWith($"body: {bytes.Length} bytes"));
        }
    }

    private async Task<bool> ReturnsBeforeItIsSentAsync(HttpClient client, HeldBody body, Version version, Action? alsoRelease = null)
    {
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var name = Guid.NewGuid().ToString();
        using HttpRequestMessage request = new(HttpMethod.Post, _server.Address(version, Behaviour.Early))
        {
            Content = body.Make(release.Task), Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Add(WireVisit.Header, name);

        var sending = client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await _server.Visit(name).AnsweredAsync();
        if (version == HttpVersion.Version20 && body.IsDuplex)
        {
            await sending.WaitAsync(HangGuard.Limit);
        }
        else
        {
            await ProbeAsync(client, version);
        }

        var hasReturned = sending.IsCompleted;
        release.SetResult();
        alsoRelease?.Invoke();

        using var response = await sending.WaitAsync(HangGuard.Limit);
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
        return hasReturned;
    }

    /// <summary>Over HTTP/2 these answers arrive on the same connection after the early one, which has been returned by then if it ever is.</summary>
    private async Task ProbeAsync(HttpClient client, Version version)
    {
        for (var i = 0; i < 3; i++)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, _server.Address(version, Behaviour.Answer))
            {
                Content = new ByteArrayContent(Body.Bytes), Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            request.Headers.Add(WireVisit.Header, "probe");
            using var response = await client.SendAsync(request);
        }
    }
}
