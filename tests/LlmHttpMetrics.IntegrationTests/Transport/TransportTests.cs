using System.IO.Compression;
using System.Net;
using LlmHttpMetrics.IntegrationTests.MockProviders;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.Transport;

/// <summary>HTTP/1.1 and HTTP/2, compressed and not: the caller gets what he would get without us.</summary>
public sealed class TransportTests
{
    private static readonly MockReply Reply = new()
    {
        Text = "one two three",
        SendUsage = SendUsage.Always,
        InputTokens = 8,
        OutputTokens = 3,
        ResponseId = "r-1"
    };

    [Test]
    public async Task Http2_Call_IsHttp2AndMeasured([ValueSource(typeof(Ask), nameof(Ask.AllStreams))] object[] ask)
    {
        await using var monitored = await MonitoredServer.StartAsync(Reply, new MockProviderOptions { Protocol = MockProtocol.Http2 }, Http2);

        using var response = await monitored.Http.PostAsync(
            new Uri((string)ask[0], UriKind.Relative), new StringContent((string)ask[1], null, "application/json"));

        Assert.That(response.Version, Is.EqualTo(HttpVersion.Version20));
        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Completed));

        // The oldest format has no figures.
        var served = monitored.Server.Ledger.Only.Tokens;
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Tokens), Is.EqualTo((served?.Input + served?.Output) ?? 0));
    }

    [Test]
    public async Task Http2_StreamReset_IsBroken()
    {
        await using var monitored = await MonitoredServer.StartAsync(
            Reply with { Fault = MockFault.Cut(2) }, new MockProviderOptions { Protocol = MockProtocol.Http2 }, Http2);
        using var request = Ask.Post(Ask.ChatPath, Ask.ChatStream);
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var response = await monitored.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        var body = await ReadAll.AsFarAsItGoesAsync(await response.Content.ReadAsStreamAsync());

        Assert.That(body, Does.EndWith("Exception"));
        Assert.That((monitored.Outcome, monitored.ErrorType), Is.EqualTo((LlmOutcomes.Broken, "http_protocol_error")));
    }

    [Test]
    public async Task Http2_ManyAtOnce_AreEachMeasuredOnce()
    {
        await using var monitored = await MonitoredServer.StartAsync(Reply, new MockProviderOptions { Protocol = MockProtocol.Http2 }, Http2);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            var ask = (object[])(i % 2 == 0 ? Ask.Streams : Ask.Bodies)[i % 4];
            using var response = await monitored.Http.PostAsync(
                new Uri((string)ask[0], UriKind.Relative), new StringContent((string)ask[1], null, "application/json"));
        }));

        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Requests, (LlmTagNames.Outcome, LlmOutcomes.Completed)), Is.EqualTo(40));
        Assert.That(monitored.Recorder.Sum(
            LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "input")), Is.EqualTo(monitored.Server.Ledger.TotalTokens().Input));
    }

    [TestCase(Ask.Chat)]
    [TestCase(Ask.ChatStream)]
    public async Task Gzip_DecompressedByTheHandler_IsMeasured(string json)
    {
        await using var monitored = await MonitoredServer.StartAsync(
            Reply, new MockProviderOptions { UseCompression = true }, transport: handler => handler.AutomaticDecompression = DecompressionMethods.GZip);

        using var response = await monitored.SendAsync(Ask.ChatPath, json);

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("three"));
        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        AssertTokens(monitored);
    }

    [TestCase(Ask.Chat)]
    [TestCase(Ask.ChatStream)]
    public async Task Gzip_TakenByTheCaller_HisBytesAreTheServersAndItIsMeasured(string json)
    {
        await using var monitored = await MonitoredServer.StartAsync(Reply, new MockProviderOptions { UseCompression = true });
        using var request = Ask.Post(Ask.ChatPath, json);
        request.Headers.AcceptEncoding.ParseAdd("gzip");

        using var response = await monitored.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.That(response.Content.Headers.ContentEncoding, Is.EqualTo(new[] { "gzip" }));
        using StreamReader reader = new(new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress));

        Assert.That(await reader.ReadToEndAsync(), Does.Contain("three"));
        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        AssertTokens(monitored);
    }

    [Test]
    public async Task Body_OverTheNetwork_IsTheServersByteForByte([Values] bool streamed)
    {
        await using var monitored = await MonitoredServer.StartAsync(Reply);
        using HttpClient bare = new() { BaseAddress = monitored.Server.BaseAddress };
        var json = streamed ? Ask.ChatStream : Ask.Chat;

        using var seen = await monitored.SendAsync(Ask.ChatPath, json);
        using var expected = await bare.SendAsync(Ask.Post(Ask.ChatPath, json), HttpCompletionOption.ResponseHeadersRead);

        Assert.That(Timeless(await seen.Content.ReadAsStringAsync()), Is.EqualTo(Timeless(await expected.Content.ReadAsStringAsync())));
        Assert.That(seen.Content.Headers.Select(header => header.Key), Is.EqualTo(expected.Content.Headers.Select(header => header.Key)));
        Assert.That(seen.Headers.Select(header => header.Key), Is.EqualTo(expected.Headers.Select(header => header.Key)));
    }

    private static void Http2(HttpClient http)
    {
        http.DefaultRequestVersion = HttpVersion.Version20;
        http.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
    }

    private static void AssertTokens(MonitoredServer monitored)
    {
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "input")), Is.EqualTo(8));
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "output")), Is.EqualTo(3));
        Assert.That(monitored.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }

    /// <summary>Without the parts that the server generates for each answer.</summary>
    private static string Timeless(string body) => System.Text.RegularExpressions.Regex.Replace(body, "\"(created|obfuscation)\":(\"[^\"]*\"|[0-9]+)", "");
}
