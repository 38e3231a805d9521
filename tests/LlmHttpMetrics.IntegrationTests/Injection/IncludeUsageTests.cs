using System.Net.Http.Json;
using LlmHttpMetrics.IntegrationTests.MockProviders;
using LlmHttpMetrics.MockProviders;
using LlmHttpMetrics.TestUtilities;

namespace LlmHttpMetrics.IntegrationTests.Injection;

/// <summary>Streams whose callers did not ask for usage, with a server that sends it to those who ask.</summary>
[TestFixture]
public sealed class IncludeUsageTests : MockServerFixture
{
    private const string Body = """{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"Hi"}]}""";

    [Test]
    public async Task Injected_Stream_IsMeasuredAndReadsAsIfNobodyHadAsked([Values(true, false)] bool asJsonContent, [Values(true, false)] bool sync)
    {
        Server.Reply(new MockReply { Text = "Hello there", InputTokens = 12, OutputTokens = 3, ResponseId = "chatcmpl-1" });
        var plain = await ReadAsync(Http, asJsonContent, sync);
        await using var client = Monitored(options =>
        {
            options.IncludeUsage = IncludeUsage.Inject;
            options.IncludeUsageHosts.Add("127.0.0.1");
        });
        var injected = await ReadAsync(client.Http, asJsonContent, sync);

        Assert.That(Shape(injected), Is.EqualTo(Shape(plain)));
        Assert.That(Server.Ledger.Entries[^1].UsageSent, Is.True);
        Assert.That(Server.Ledger.Entries[0].UsageSent, Is.False);
        var callEvent = await client.EventAsync();
        Assert.That((callEvent.Tokens.Input, callEvent.Tokens.Output), Is.EqualTo((12L, 3L)));
        Assert.That(callEvent.UsageMissing, Is.False);
    }

    [Test]
    public async Task Injected_Request_IsTheCallersOwnAgainAfterwards()
    {
        await using var client = Monitored(options =>
        {
            options.IncludeUsage = IncludeUsage.Inject;
            options.IncludeUsageHosts.Add("127.0.0.1");
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Server.BaseAddress, "v1/chat/completions")) { Content = Content(Body) };
        var content = request.Content;
        using var response = await client.Http.SendAsync(request);
        Assert.That(request.Content, Is.SameAs(content));
    }

    [Test]
    public async Task Default_Stream_GoesOutAsItWasSent()
    {
        await using var client = Monitored(_ => { });
        await ReadAsync(client.Http, asJsonContent: false, sync: false);
        Assert.That(Server.Ledger.Only.Request.BodyText, Is.EqualTo(Body));
        Assert.That((await client.EventAsync()).UsageMissing, Is.True);
    }

    private static MonitoredClient Monitored(Action<LlmMonitoringOptions> configure) => new(new SocketsHttpHandler(), configure);

    private async Task<string> ReadAsync(HttpClient http, bool asJsonContent, bool sync)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Server.BaseAddress, "v1/chat/completions"));
        request.Content = asJsonContent
            ? JsonContent.Create(new { model = "gpt-4o", stream = true, messages = new[] { new { role = "user", content = "Hi" } } })
            : Content(Body);
        using var response = sync
            ? http.Send(request, HttpCompletionOption.ResponseHeadersRead)
            : await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>The events without what differs from answer to answer.</summary>
    private static string[] Shape(string stream) =>
        [.. StreamEvent.Split(stream).Select(item => item.IsJson ? item.Json.GetProperty("choices").ToString() : "[DONE]")];
}
