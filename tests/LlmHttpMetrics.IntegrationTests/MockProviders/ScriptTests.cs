using System.Net;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

public sealed class ScriptTests : MockServerFixture
{
    [Test]
    public async Task Enqueue_ThenRule_ThenDefault_AnswerInThatOrder()
    {
        Server.Reply(new MockReply { Text = "default" })
            .Enqueue(new MockReply { Text = "first" }, new MockReply { Text = "second" })
            .When(request => request.Model == "gpt-5", new MockReply { Text = "rule" });

        Assert.That(await AnswerAsync("gpt-5"), Is.EqualTo("first"));
        Assert.That(await AnswerAsync("gpt-5"), Is.EqualTo("second"));
        Assert.That(await AnswerAsync("gpt-5"), Is.EqualTo("rule"));
        Assert.That(await AnswerAsync("other"), Is.EqualTo("default"));
        Server.Reset();
        Assert.That(await AnswerAsync("gpt-5"), Is.Not.EqualTo("rule"));
    }

    [Test]
    public async Task Enqueue_ModelListInBetween_DoesNotUseItUp()
    {
        Server.Enqueue(new MockReply { Text = "first" });

        Assert.That(await Http.GetStringAsync("v1/models"), Does.StartWith("""{"object":"list","data":[{"id":"gpt-4.1-mini","""));
        Assert.That(await AnswerAsync("gpt-5"), Is.EqualTo("first"));
        Assert.That(Ledger.Entries[0].Operation, Is.EqualTo(MockOperation.Models));
    }

    [Test]
    public async Task Responder_SeesTheRequest_AndMakesTheReply()
    {
        Server.Reply(
            request => new MockReply
            {
                Text = $"{request.Method} {request.Path} {request.Headers["X-Tag"]} {request.Stream} {request.Body.Length == request.BodyText.Length}"
            });
        Http.DefaultRequestHeaders.Add("x-tag", "t1");

        Assert.That(await AnswerAsync("gpt-5"), Is.EqualTo("POST /v1/chat/completions t1 False True"));
    }

    [Test]
    public async Task Responder_Throws_Is500AndRecorded()
    {
        Server.Reply(_ => throw new InvalidOperationException("no idea"));

        using var response = await PostAsync(Ask.ChatPath, Ask.Chat);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("no idea"));
        Assert.That(Ledger.Only.Outcome, Is.EqualTo(LedgerOutcome.Error));
    }

    [Test]
    public void Reply_ContradictingFigures_IsRefusedAtOnce()
    {
        Assert.That(() => Server.Reply(new MockReply { InputTokens = 5, CachedTokens = 6 }), Throws.ArgumentException);
        Assert.That(() => Server.Reply(new MockReply { OutputTokens = 5, ReasoningTokens = 6 }), Throws.ArgumentException);
        Assert.That(() => Server.Enqueue(new MockReply { ChunkCount = 0 }), Throws.ArgumentException);
        Assert.That(() => Server.Reply(new MockReply { ToolCalls = [new MockToolCall("f", "[1]")] }), Throws.ArgumentException);
        Assert.That(() => Server.Reply(new MockReply { ToolCalls = [new MockToolCall("f", "{")] }), Throws.ArgumentException);
        Assert.That(() => Server.Reply(new MockReply { DelayToFirstToken = TimeSpan.FromSeconds(-1) }), Throws.ArgumentException);
        Assert.That(() => MockFault.Status(200), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => MockFault.Cut(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(1, ExpectedResult = 1)]
    [TestCase(3, ExpectedResult = 3)]
    [TestCase(500, ExpectedResult = 9)]
    public async Task<int> ChunkCount_TextWithPairs_SplitsBetweenCharacters(int count)
    {
        Server.Reply(new MockReply { Text = "ab 😀😀 déf", ChunkCount = count });

        var events = await StreamAsync(Ask.CompletionsPath, Ask.CompletionsStream);

        Assert.That(Text(events, json => json.GetProperty("choices")[0].GetProperty("text").GetString()), Is.EqualTo("ab 😀😀 déf"));
        return Ledger.Only.Chunks;
    }

    [Test]
    public async Task DefaultReply_SmallTokenLimit_EndsByLength()
    {
        var body = await JsonAsync(Ask.ChatPath, """{"model":"m","max_tokens":2,"messages":[{"role":"user","content":"hi"}]}""");

        Assert.That(body.GetProperty("choices")[0].GetProperty("finish_reason").GetString(), Is.EqualTo("length"));
        Assert.That(body.GetProperty("usage").GetProperty("completion_tokens").GetInt64(), Is.EqualTo(2));
        Assert.That(Ledger.Only.Outcome, Is.EqualTo(LedgerOutcome.Length));
    }

    [Test]
    public async Task RateLimits_OpenAi_SpeakItsDialect()
    {
        Server.Reply(new MockReply { RateLimits = new MockRateLimits { RequestsRemaining = 42 } });

        using var response = await PostAsync(Ask.ChatPath, Ask.Chat);

        Assert.That(response.Headers.GetValues("x-ratelimit-limit-requests").Single(), Is.EqualTo("5000"));
        Assert.That(response.Headers.GetValues("x-ratelimit-remaining-requests").Single(), Is.EqualTo("42"));
        Assert.That(response.Headers.GetValues("x-ratelimit-reset-tokens").Single(), Is.EqualTo("12ms"));
    }

    [Test]
    public async Task RateLimits_Anthropic_SpeakItsDialect()
    {
        Server.Reply(
            new MockReply
            {
                RateLimits = new MockRateLimits { OutputTokensRemaining = 7, TokenLimit = null },
                Headers = new Dictionary<string, string> { ["x-extra"] = "1" }
            });

        using var response = await PostAsync(Ask.MessagesPath, Ask.Messages);

        Assert.That(response.Headers.GetValues("anthropic-ratelimit-requests-limit").Single(), Is.EqualTo("5000"));
        Assert.That(response.Headers.GetValues("anthropic-ratelimit-output-tokens-remaining").Single(), Is.EqualTo("7"));
        Assert.That(response.Headers.GetValues("anthropic-ratelimit-requests-reset").Single(), Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"));
        Assert.That(response.Headers.Contains("anthropic-ratelimit-tokens-limit"), Is.False);
        Assert.That(response.Headers.GetValues("x-extra").Single(), Is.EqualTo("1"));
    }

    [Test]
    public async Task RateLimits_Off_SendsNone()
    {
        using var response = await PostAsync(Ask.ChatPath, Ask.Chat);

        Assert.That(response.Headers.Any(header => header.Key.Contains("ratelimit", StringComparison.OrdinalIgnoreCase)), Is.False);
    }

    private async Task<string?> AnswerAsync(string model) =>
        (await JsonAsync(Ask.ChatPath, $$"""{"model":"{{model}}","messages":[{"role":"user","content":"hi"}]}"""))
        .GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();
}
