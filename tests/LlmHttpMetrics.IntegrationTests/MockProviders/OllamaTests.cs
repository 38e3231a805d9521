using System.Text.Json;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

public sealed class OllamaTests : MockServerFixture
{
    [TestCase(Ask.OllamaPath, Ask.OllamaStream, "message")]
    [TestCase("api/generate", """{"model":"m","prompt":"one two three"}""", "response")]
    public async Task Stream_IsADocumentPerLine(string path, string json, string member)
    {
        Server.Reply(new MockReply { Text = "Hello world", Reasoning = "Hm.", InputTokens = 7, OutputTokens = 4 });

        using var response = await PostAsync(path, json);
        var lines = (await response.Content.ReadAsStringAsync())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();

        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/x-ndjson"));
        Assert.That(lines.Select(line => line.GetProperty("done").GetBoolean()), Is.EqualTo(new[] { false, false, false, true }));
        Assert.That(string.Concat(lines.Select(line => Text(line, member))), Is.EqualTo("Hello world"));
        Assert.That((lines[^1].GetProperty("prompt_eval_count").GetInt64(), lines[^1].GetProperty("eval_count").GetInt64()), Is.EqualTo((7L, 4L)));
        Assert.That((
            Ledger.Only.Provider, Ledger.Only.Streamed, Ledger.Only.Chunks, Ledger.Only.Tokens!.Output), Is.EqualTo((MockProvider.Ollama, true, 3, 4L)));
    }

    [Test]
    public async Task Body_ToldNotToStream_ComesWhole()
    {
        Server.Reply(new MockReply { ToolCalls = [new MockToolCall("weather", """{"city":"Vienna"}""")], Finish = MockFinish.Length });

        var body = await JsonAsync(Ask.OllamaPath, Ask.Ollama);

        Assert.That(
            body.GetProperty("message").GetRawText(),
            Is.EqualTo("""{"role":"assistant","content":"","tool_calls":[{"function":{"name":"weather","arguments":{"city":"Vienna"}}}]}"""));
        Assert.That((body.GetProperty("done").GetBoolean(), body.GetProperty("done_reason").GetString()), Is.EqualTo((true, "length")));
        Assert.That((Ledger.Only.Streamed, Ledger.Only.Outcome), Is.EqualTo((false, LedgerOutcome.Length)));
    }

    [TestCase("api/embed", """{"model":"m","input":["one","two three"]}""", "m", 3L)]
    [TestCase("api/embeddings", """{"model":"m","prompt":"one"}""", null, null)]
    public async Task Embeddings_NewOrOld_SayWhatTheySay(string path, string json, string? model, long? tokens)
    {
        await JsonAsync(path, json);

        Assert.That(
            (Ledger.Only.Operation, Ledger.Only.RequestModel, Ledger.Only.ResponseModel, Ledger.Only.Tokens?.Input),
            Is.EqualTo((MockOperation.Embeddings, "m", model, tokens)));
    }

    [Test]
    public async Task Error_IsASentence()
    {
        Server.Reply(new MockReply { Fault = MockFault.Status(404) });

        Assert.That((await JsonAsync(Ask.OllamaPath, Ask.OllamaStream)).GetRawText(), Is.EqualTo("""{"error":"model not found, try pulling it first"}"""));
    }

    private static string? Text(JsonElement line, string member) =>
        line.GetProperty(member) is { ValueKind: JsonValueKind.Object } message
            ? message.GetProperty("content").GetString()
            : line.GetProperty(member).GetString();
}
