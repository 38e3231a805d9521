using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.Measurement;

/// <summary>Providers that send no usage are asked to count, over loopback.</summary>
public sealed class CountEndpointTests
{
    private const string Messages =
        """{"model":"claude-sonnet-4-5","max_tokens":64,"stream":true,"system":"Be brief","messages":[{"role":"user","content":"Say c4n4ry"}]}""";

    private static readonly object[][] Providers =
    [
        [
            "anthropic", "v1/messages", Messages, "/v1/messages/count_tokens",
            """{"model":"claude-sonnet-4-5","system":"Be brief","messages":[{"role":"user","content":"Say c4n4ry"}]}"""
        ],
        [
            "openai", "v1/responses", """{"model":"gpt-5","stream":true,"input":"Say c4n4ry","store":false}""", "/v1/responses/input_tokens",
            """{"model":"gpt-5","input":"Say c4n4ry"}"""
        ],
        [
            "gcp.gemini",
            "v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse",
            """{"contents":[{"role":"user","parts":[{"text":"Say c4n4ry"}]}]}""",
            "/v1beta/models/gemini-2.5-flash:countTokens",
            """{"generateContentRequest":{"model":"models/gemini-2.5-flash","contents":[{"role":"user","parts":[{"text":"Say c4n4ry"}]}]}}""",
        ],
    ];

    [TestCaseSource(nameof(Providers))]
    public async Task Stream_WithoutUsage_IsCountedByItsProvider(string provider, string path, string request, string askedPath, string asked)
    {
        await using var server = await CountingServer.StartAsync(provider);
        var e = await server.CallAsync(path, request);
        var count = server.Counts.Single().Request;

        Assert.That(
            (e.Outcome, e.FallbackReason, e.Tokens.Input, e.TokenSource, e.Tokens.Output, e.OutputTokenSource),
            Is.EqualTo(("completed", (string?)null, (long?)42, "count_api", (long?)5, "estimate")));
        Assert.That((count.Path, count.BodyText, count.Headers["x-api-key"]), Is.EqualTo((askedPath, asked, "own")));
        Assert.That(count.Headers.Values, Has.None.Contains(Canary.Secret), "The caller's credentials stay the caller's.");
        Assert.That(server.Server.Ledger.Entries, Has.Count.EqualTo(2));
    }

    private static readonly object[][] Faults =
    [
        [MockFault.Status(500), "count_api_failed"],
        [MockFault.Status(401), "count_api_failed"],
        [MockFault.Status(429, TimeSpan.FromSeconds(30)), "count_api_limited"],
        [MockFault.CutBeforeHeaders(), "count_api_failed"],
        [MockFault.Cut(0), "count_api_failed"],
        [MockFault.Malformed(0), "count_api_implausible"],
        [MockFault.Truncate(0), "count_api_implausible"],
        [MockFault.ErrorEvent(0), "count_api_implausible"],
        [MockFault.Stall(0), "count_api_timeout"],
        [MockFault.StallBeforeHeaders(), "count_api_timeout"],
    ];

    [TestCaseSource(nameof(Faults))]
    public async Task Endpoint_ThatFails_LeavesTheFallback(MockFault fault, string reason)
    {
        await using var server = await CountingServer.StartAsync("anthropic", limits: options => options.TimeoutMs = 5_000);
        server.Server.Reset().When(request => request.Operation == MockOperation.CountTokens, new MockReply { Fault = fault })
            .Reply(new MockReply { Text = "Hello there, my friend", SendUsage = SendUsage.Never });
        var e = await server.CallAsync("v1/messages", Messages, async () =>
        {
            if (reason == "count_api_timeout")
            {
                await server.Server.Ledger.WaitForAsync(2, HangGuard.Limit);
                server.Time.Advance(TimeSpan.FromMilliseconds(5_001));
            }
        });

        Assert.That(
            (e.Outcome, e.FallbackReason, e.Fallback, e.TokenSource, e.Tokens.Input),
            Is.EqualTo(("completed", reason, "capacity", (string?)null, (long?)null)));
        Assert.That(e.Capacity!["output.words"], Is.EqualTo(4));
    }

    /// <summary>Status 307 has the request sent once more, to wherever the endpoint says.</summary>
    [Test]
    public async Task Redirect_ToAnotherHost_DoesNotGetTheRequest()
    {
        await using var elsewhere = await MockProviderServer.StartAsync();
        using TcpListener redirecting = new(IPAddress.Loopback, port: 0);
        redirecting.Start();
        Uri endpoint = new($"http://127.0.0.1:{((IPEndPoint)redirecting.LocalEndpoint).Port}/");
        Uri target = new(elsewhere.BaseAddress, "v1/messages/count_tokens");
        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Post, endpoint);
        request.Content = new LlmHttpMetrics.Counting.CountEndpoints.UnredirectedContent(JsonSerializer.SerializeToUtf8Bytes(Messages), request);
        var sending = client.SendAsync(request);
        using (var connection = await redirecting.AcceptTcpClientAsync())
        {
            await connection.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes($"HTTP/1.1 307 Temporary Redirect\r\nLocation: {target}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        }

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => sending);
        Assert.That(error!.ToString(), Does.Contain("redirects to another host"));
        Assert.That(elsewhere.Ledger.Entries, Is.Empty);
    }
}
