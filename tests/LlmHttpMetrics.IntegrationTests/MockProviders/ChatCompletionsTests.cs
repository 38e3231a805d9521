using System.Text.Json;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

public sealed class ChatCompletionsTests : MockServerFixture
{
    private static readonly string[] UsageAsked = ["null", "null", "null", "null", "object"];

    [Test]
    public async Task Body_FullReply_HasEveryFigure()
    {
        Server.Reply(new MockReply
        {
            Text = "Hello world", Model = "gpt-5-2025-08-07", ResponseId = "chatcmpl-1", ServiceTier = "priority", InputTokens = 100, OutputTokens = 50,
            CachedTokens = 40, ReasoningTokens = 30, AudioInputTokens = 3, AudioOutputTokens = 4, AcceptedPredictionTokens = 5, RejectedPredictionTokens = 6,
        });

        var body = await JsonAsync(Ask.ChatPath, Ask.Chat);

        Assert.That(body.GetProperty("id").GetString(), Is.EqualTo("chatcmpl-1"));
        Assert.That(body.GetProperty("object").GetString(), Is.EqualTo("chat.completion"));
        Assert.That(body.GetProperty("model").GetString(), Is.EqualTo("gpt-5-2025-08-07"));
        Assert.That(body.GetProperty("service_tier").GetString(), Is.EqualTo("priority"));
        Assert.That(body.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString(), Is.EqualTo("Hello world"));
        Assert.That(body.GetProperty("choices")[0].GetProperty("finish_reason").GetString(), Is.EqualTo("stop"));
        Assert.That(body.GetProperty("usage").GetRawText(), Is.EqualTo(
            """{"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,"prompt_tokens_details":{"cached_tokens":40,"audio_tokens":3}"""
                + ""","completion_tokens_details":{"reasoning_tokens":30,"audio_tokens":4,"accepted_prediction_tokens":5,"rejected_prediction_tokens":6}}"""));
    }

    [Test]
    public async Task Stream_TwoWords_HasRoleThenWordsThenFinishThenDone()
    {
        Server.Reply(new MockReply { Text = "Hello world" });

        var events = await StreamAsync(Ask.ChatPath, Ask.ChatStream);

        Assert.That(events, Has.Count.EqualTo(5));
        Assert.That(Delta(events[0]).GetRawText(), Is.EqualTo("""{"role":"assistant","content":"","refusal":null}"""));
        Assert.That(Delta(events[1]).GetRawText(), Is.EqualTo("""{"content":"Hello"}"""));
        Assert.That(Delta(events[2]).GetRawText(), Is.EqualTo("""{"content":" world"}"""));
        Assert.That(events[3].Json.GetProperty("choices")[0].GetProperty("finish_reason").GetString(), Is.EqualTo("stop"));
        Assert.That(events[4].Data, Is.EqualTo("[DONE]"));
        Assert.That(events.SkipLast(1).Select(item => item.Json.GetProperty("id").GetString()).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Stream_UsageAsked_ComesLastWithoutChoices()
    {
        Server.Reply(new MockReply { Text = "Hello world", InputTokens = 7, OutputTokens = 2 });

        var events = await StreamAsync(Ask.ChatPath, Ask.ChatStreamUsage);

        Assert.That(events.SkipLast(1).Select(item => item.Json.GetProperty("usage").ValueKind.ToString().ToLowerInvariant()), Is.EqualTo(UsageAsked));
        Assert.That(events[^2].Json.GetProperty("choices").GetArrayLength(), Is.Zero);
        Assert.That(events[^2].Json.GetProperty("usage").GetProperty("total_tokens").GetInt64(), Is.EqualTo(9));
    }

    [TestCase(SendUsage.WhenAsked, false, ExpectedResult = false)]
    [TestCase(SendUsage.WhenAsked, true, ExpectedResult = true)]
    [TestCase(SendUsage.Always, false, ExpectedResult = true)]
    [TestCase(SendUsage.Never, true, ExpectedResult = false)]
    public async Task<bool> Stream_SendUsage_DecidesWithTheRequest(SendUsage send, bool asked)
    {
        Server.Reply(new MockReply { Text = "Hello", SendUsage = send });

        var events = await StreamAsync(Ask.ChatPath, asked ? Ask.ChatStreamUsage : Ask.ChatStream);

        var sent = events.Any(item => item.IsJson && item.Json.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object);
        Assert.That(Ledger.Only.UsageSent, Is.EqualTo(sent));
        return sent;
    }

    [Test]
    public async Task Body_UsageNever_IsLeftOut()
    {
        Server.Reply(new MockReply { Text = "Hello", SendUsage = SendUsage.Never });

        Assert.That((await JsonAsync(Ask.ChatPath, Ask.Chat)).TryGetProperty("usage", out _), Is.False);
        Assert.That(Ledger.Only.Tokens, Is.Null);
    }

    [Test]
    public async Task Stream_ToolCalls_StartWithNameAndGoOnInPieces()
    {
        Server.Reply(new MockReply { ToolCalls = [new MockToolCall("weather", """{"city":"Vienna"}""") { Id = "call_1" }, new MockToolCall("time")] });

        var events = await StreamAsync(Ask.ChatPath, Ask.ChatStream);

        var calls = events.Where(item => item.IsJson && Delta(item).TryGetProperty("tool_calls", out _))
            .Select(item => Delta(item).GetProperty("tool_calls")[0])
            .ToList();
        Assert.That(calls[0].GetProperty("id").GetString(), Is.EqualTo("call_1"));
        Assert.That(calls[0].GetProperty("function").GetProperty("name").GetString(), Is.EqualTo("weather"));
        Assert.That(Arguments(calls, 0), Is.EqualTo("""{"city":"Vienna"}"""));
        Assert.That(Arguments(calls, 1), Is.EqualTo("{}"));
        Assert.That(events[^2].Json.GetProperty("choices")[0].GetProperty("finish_reason").GetString(), Is.EqualTo("tool_calls"));
        Assert.That(Ledger.Only.Chunks, Is.EqualTo(calls.Count - 2));
    }

    [Test]
    public async Task Stream_SeveralChoices_EachHasTheWholeText()
    {
        Server.Reply(new MockReply { Text = "a b c", Choices = 3 });

        var events = await StreamAsync(Ask.ChatPath, Ask.ChatStream);

        for (var choice = 0; choice < 3; choice++)
        {
            var index = choice;
            var own = events.Where(item => item.IsJson && item.Json.GetProperty("choices")[0].GetProperty("index").GetInt32() == index);
            Assert.That(
                Text(own, json => json.GetProperty("choices")[0].GetProperty("delta").TryGetProperty("content", out var piece) ? piece.GetString() : null),
                Is.EqualTo("a b c"));
        }

        Assert.That(Ledger.Only.Chunks, Is.EqualTo(9));
    }

    [Test]
    public async Task Body_RefusalAndReasoning_HaveTheirOwnMembers()
    {
        Server.Reply(new MockReply { Refusal = "I can't.", Reasoning = "Hm." });

        var message = (await JsonAsync(Ask.ChatPath, Ask.Chat)).GetProperty("choices")[0].GetProperty("message");

        Assert.That(message.GetProperty("content").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(message.GetProperty("refusal").GetString(), Is.EqualTo("I can't."));
        Assert.That(message.GetProperty("reasoning_content").GetString(), Is.EqualTo("Hm."));
    }

    [Test]
    public async Task AzureStream_Deployment_BeginsWithEmptyIdAndModel()
    {
        Server.Reply(new MockReply { Text = "Hello", Model = "gpt-4o-2024-08-06" });

        var events = await StreamAsync(
            "openai/deployments/prod%2Dchat/chat/completions?api-version=2024-10-21", """{"messages":[{"role":"user","content":"hi"}],"stream":true}""");

        Assert.That(events[0].Json.GetProperty("id").GetString(), Is.Empty);
        Assert.That(events[0].Json.GetProperty("model").GetString(), Is.Empty);
        Assert.That(events[0].Json.GetProperty("prompt_filter_results").GetArrayLength(), Is.EqualTo(1));
        Assert.That(Ledger.Only.Provider, Is.EqualTo(MockProvider.AzureOpenAi));
        Assert.That(Ledger.Only.RequestModel, Is.EqualTo("prod-chat"));
        Assert.That(Ledger.Only.ResponseModel, Is.EqualTo("gpt-4o-2024-08-06"));
    }

    [Test]
    public async Task CompletionsStream_UsageAsked_JoinsToTheText()
    {
        Server.Reply(new MockReply { Text = "a b c", InputTokens = 5, OutputTokens = 3 });

        var events = await StreamAsync(Ask.CompletionsPath, """{"prompt":"x","model":"m","stream":true,"stream_options":{"include_usage":true}}""");

        Assert.That(
            Text(
                events.Where(item => item.IsJson && item.Json.GetProperty("choices").GetArrayLength() > 0),
                json => json.GetProperty("choices")[0].GetProperty("text").GetString()),
            Is.EqualTo("a b c"));
        Assert.That(events[^2].Json.GetProperty("usage").GetRawText(), Is.EqualTo("""{"prompt_tokens":5,"completion_tokens":3,"total_tokens":8}"""));
        Assert.That(events[^1].Data, Is.EqualTo("[DONE]"));
    }

    private static JsonElement Delta(StreamEvent item) => item.Json.GetProperty("choices")[0].GetProperty("delta");

    private static string Arguments(IEnumerable<JsonElement> calls, int index) =>
        string.Concat(
            calls.Where(call => call.GetProperty("index").GetInt32() == index).Select(
                call => call.GetProperty("function").GetProperty("arguments").GetString()));
}
