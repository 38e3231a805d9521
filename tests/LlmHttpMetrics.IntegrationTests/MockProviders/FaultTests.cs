using System.Net;
using System.Text;
using System.Text.Json;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

public sealed class FaultTests : MockServerFixture
{
    private static readonly MockReply FourWords = new() { Text = "w1 w2 w3 w4" };

    [TestCase(Ask.ChatPath, Ask.Chat, 401, "invalid_api_key", "invalid_request_error")]
    [TestCase(Ask.ChatPath, Ask.Chat, 429, "rate_limit_exceeded", "requests")]
    [TestCase(Ask.ResponsesPath, Ask.Responses, 404, "model_not_found", "invalid_request_error")]
    [TestCase(Ask.ChatPath, Ask.Chat, 500, null, "server_error")]
    [TestCase("openai/deployments/d/chat/completions", Ask.Chat, 404, "DeploymentNotFound", null)]
    [TestCase("openai/v1/chat/completions", Ask.Chat, 429, "429", null)]
    [TestCase(Ask.MessagesPath, Ask.Messages, 429, null, "rate_limit_error")]
    [TestCase(Ask.MessagesPath, Ask.Messages, 529, null, "overloaded_error")]
    public async Task Status_AnyProvider_HasItsErrorBody(string path, string json, int status, string? code, string? type)
    {
        Server.Reply(FourWords with { Fault = MockFault.Status(status, retryAfter: TimeSpan.FromMilliseconds(1500)) });

        using var response = await PostAsync(path, json);
        var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error");

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(response.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(error.TryGetProperty("code", out var sentCode) ? sentCode.GetString() : null, Is.EqualTo(code));
        Assert.That(error.TryGetProperty("type", out var sentType) ? sentType.GetString() : null, Is.EqualTo(type));
        Assert.That(error.GetProperty("message").GetString(), Is.Not.Empty);
        Assert.That(Ledger.Only, Has.Property(nameof(LedgerEntry.Outcome)).EqualTo(LedgerOutcome.Error)
            .And.Property(nameof(LedgerEntry.Status)).EqualTo(status)
            .And.Property(nameof(LedgerEntry.ErrorCode)).EqualTo(code)
            .And.Property(nameof(LedgerEntry.ErrorType)).EqualTo(type));
    }

    [TestCaseSource(typeof(Ask), nameof(Ask.AllStreams))]
    public async Task Cut_AfterTwo_BreaksTheStreamAfterTwo(string path, string json)
    {
        Server.Reply(FourWords with { Fault = MockFault.Cut(2) });

        var body = await ReadUntilItEndsAsync(path, json);

        Assert.That(body, Does.EndWith("Exception"));
        Assert.That(body, Does.Contain("w2").And.Not.Contain("w3"));
        Assert.That(Ledger.Only.Outcome, Is.EqualTo(LedgerOutcome.Cut));
        Assert.That(Ledger.Only.Chunks, Is.EqualTo(2));
    }

    [TestCaseSource(typeof(Ask), nameof(Ask.Streams))]
    public async Task Truncate_AfterThree_EndsInGoodOrderWithoutMarker(string path, string json)
    {
        Server.Reply(FourWords with { Fault = MockFault.Truncate(3) });

        var body = await ReadUntilItEndsAsync(path, json);

        Assert.That(body, Does.EndWith("\n\n").And.Contain("w3").And.Not.Contain("w4"));
        Assert.That(body, Does.Not.Contain("[DONE]")
            .And.Not.Contain("message_stop")
            .And.Not.Contain("response.completed")
            .And.Not.Contain("\"stop_reason\":\""));
        Assert.That(Ledger.Only.Outcome, Is.EqualTo(LedgerOutcome.Truncated));
    }

    [TestCaseSource(typeof(Ask), nameof(Ask.Streams))]
    public async Task ErrorEvent_AfterOne_EndsTheStream(string path, string json)
    {
        Server.Reply(FourWords with { Fault = MockFault.ErrorEvent(1, code: "boom", message: "It broke") });

        var body = await ReadUntilItEndsAsync(path, json);

        Assert.That(body, Does.Contain("w1").And.Not.Contain("w2"));
        Assert.That(StreamEvent.Split(body)[^1].Data, Does.Contain("boom").And.Contain("It broke"));
        Assert.That(Ledger.Only.Outcome, Is.EqualTo(LedgerOutcome.Error));
        Assert.That(new[] { Ledger.Only.ErrorCode, Ledger.Only.ErrorType }, Does.Contain("boom"));
        Assert.That(Ledger.Only.Status, Is.EqualTo(200));
    }

    [TestCaseSource(typeof(Ask), nameof(Ask.Streams))]
    public async Task Malformed_AfterTwo_IsOneBadLineAmongGoodOnes(string path, string json)
    {
        Server.Reply(FourWords with { Fault = MockFault.Malformed(2) });

        var events = await StreamAsync(path, json);

        Assert.That(events.Count(item => item.IsJson && !Parses(item.Data)), Is.EqualTo(1));
        Assert.That(events.Any(item => item.Data.Contains("w4", StringComparison.Ordinal)), Is.True);
        Assert.That(Ledger.Only.Outcome, Is.EqualTo(LedgerOutcome.Completed));
        Assert.That(Ledger.Only.Fault, Is.EqualTo(MockFaultKind.Malformed));
    }

    [TestCaseSource(typeof(Ask), nameof(Ask.AllStreams))]
    public async Task Stall_AfterOne_SendsNothingMore(string path, string json)
    {
        Server.Reply(FourWords with { Fault = MockFault.Stall(1) });
        using var response = await PostAsync(path, json);
        var stream = await response.Content.ReadAsStreamAsync();
        var (buffer, read) = (new byte[8192], "");
        while (!read.Contains("w1", StringComparison.Ordinal))
        {
            read += Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer));
        }

        await Ledger.WaitForAsync(1, HangGuard.Limit);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(250));
        Assert.That(
            async () =>
            {
                while (true)
                {
                    read += Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, patience.Token));
                }
            },
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(read, Does.Contain("w1").And.Not.Contain("w2"));
        Assert.That(Ledger.Only.Outcome, Is.EqualTo(LedgerOutcome.Stalled));
    }

    [Test]
    public async Task StallBeforeHeaders_UntilTheClientCancels_SeesNoHeader()
    {
        Server.Reply(FourWords with { Fault = MockFault.StallBeforeHeaders() });
        using var patience = new CancellationTokenSource();
        var sending = Http.SendAsync(Ask.Post(Ask.ChatPath, Ask.Chat), patience.Token);
        var entry = (await Ledger.WaitForAsync(1, HangGuard.Limit))[0];
        await Task.Delay(100);
        Assert.That(sending.IsCompleted, Is.False);

        await patience.CancelAsync();

        Assert.That(() => sending, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(entry.Outcome, Is.EqualTo(LedgerOutcome.Stalled));
        Assert.That(entry.Status, Is.Zero);
    }

    [Test]
    public void CutBeforeHeaders_AnyRequest_ThrowsFromSend()
    {
        Server.Reply(FourWords with { Fault = MockFault.CutBeforeHeaders() });

        Assert.That(() => PostAsync(Ask.ChatPath, Ask.Chat), Throws.InstanceOf<HttpRequestException>());
        Assert.That(Ledger.Only.Outcome, Is.EqualTo(LedgerOutcome.Cut));
        Assert.That(Ledger.Only.Status, Is.Zero);
    }

    [TestCaseSource(typeof(Ask), nameof(Ask.Bodies))]
    public async Task Cut_Body_BreaksInTheMiddle(string path, string json)
    {
        Server.Reply(FourWords with { Fault = MockFault.Cut(0) });

        var body = await ReadUntilItEndsAsync(path, json);

        Assert.That(body, Does.StartWith("{").And.EndWith("Exception"));
        Assert.That(Ledger.Only.Outcome, Is.EqualTo(LedgerOutcome.Cut));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task BrokenJson_Body_DoesNotParse(bool garbage)
    {
        Server.Reply(FourWords with { Fault = garbage ? MockFault.Malformed(0) : MockFault.Truncate(0) });

        var body = await ReadUntilItEndsAsync(Ask.ChatPath, Ask.Chat);

        Assert.That(body, Does.StartWith("{").And.Not.EndWith("Exception"));
        Assert.That(Parses(body), Is.False);
        Assert.That(Ledger.Only.Outcome, Is.EqualTo(garbage ? LedgerOutcome.Malformed : LedgerOutcome.Truncated));
    }

    [Test]
    public async Task ErrorEvent_Body_IsAnErrorUnder200()
    {
        Server.Reply(FourWords with { Fault = MockFault.ErrorEvent(0, code: "boom") });

        using var response = await PostAsync(Ask.ChatPath, Ask.Chat);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("boom"));
        Assert.That(Ledger.Only.Outcome, Is.EqualTo(LedgerOutcome.Error));
    }

    [Test]
    public async Task Cut_AfterMoreThanThereIs_ComesBeforeTheFinish()
    {
        Server.Reply(FourWords with { Fault = MockFault.Cut(99) });

        var body = await ReadUntilItEndsAsync(Ask.ChatPath, Ask.ChatStream);

        Assert.That(body, Does.Contain("w4").And.Not.Contain("\"finish_reason\":\"stop\"").And.EndWith("Exception"));
    }

    [Test]
    public async Task Dispose_StalledAnswer_DoesNotWaitForIt()
    {
        await using var server = await MockProviderServer.StartAsync(new MockProviderOptions { Protocol = MockProtocol.Http2 });
        server.Reply(FourWords with { Fault = MockFault.Stall(1) });
        using HttpClient http = new() { BaseAddress = server.BaseAddress, Timeout = HangGuard.Limit };
        using var request = Ask.Post(Ask.ChatPath, Ask.ChatStream);
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await server.Ledger.WaitForAsync(1, HangGuard.Limit);

        await server.DisposeAsync();

        // The server has ended this answer. Had it waited for it, it would have broken off the whole connection in the end.
        var thrown = await Assert.CatchAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync());
        Assert.That(thrown!.InnerException!.Message, Does.Contain("reset the stream"));
    }

    private static bool Parses(string json)
    {
        try
        {
            JsonDocument.Parse(json).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
