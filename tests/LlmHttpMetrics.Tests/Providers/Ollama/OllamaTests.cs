namespace LlmHttpMetrics.Tests.Providers.Ollama;

/// <summary>Ollama's own API: https://docs.ollama.com/api/chat, /generate, /embed, /streaming and /errors.</summary>
public sealed class OllamaTests
{
    private const string Last =
        """{"model":"llama3.2","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":""},"done":true"""
        + ""","done_reason":"stop","total_duration":4883583458,"load_duration":1334875,"prompt_eval_count":26,"prompt_eval_duration":342546000"""
        + ""","eval_count":298,"eval_duration":4535599000}""" + "\n";

    [Test]
    public async Task Chat_StreamsUnlessToldNotTo([Values] Delivery delivery, [Values] bool sync)
    {
        var e = (await OllamaBodies.ChatStream.PlayAsync(delivery, sync)).Event;

        Assert.That((e.Provider, e.Operation, e.RequestModel, e.ResponseModel), Is.EqualTo(("ollama", "chat", "llama3.2", "llama3.2")));
        Assert.That((e.StreamRequested, e.Streamed, e.Chunks, e.ToolCalls, e.Outcome), Is.EqualTo((true, true, 4, 2, LlmOutcomes.Completed)));
        Assert.That((e.Tokens.Input, e.Tokens.Output, e.ResponseCharacters, e.PromptCharacters), Is.EqualTo((26L, 298L, 4L, 6L)));
    }

    [Test]
    public async Task Chat_ToldNotTo_ComesWhole([Values] Delivery delivery)
    {
        var e = (await OllamaBodies.Chat.PlayAsync(delivery, sync: true)).Event;

        Assert.That((e.StreamRequested, e.Streamed, e.Chunks, e.Outcome), Is.EqualTo((false, false, 0, LlmOutcomes.Length)));
        Assert.That((e.Tokens.Input, e.Tokens.Output, e.ResponseCharacters), Is.EqualTo(((long?)null, 7L, 4L)), "a cached prompt has no count");
    }

    /// <summary>https://docs.ollama.com/api/generate: a request without a prompt loads the model.</summary>
    [TestCase(
        "/api/generate",
        """{"model":"m","prompt":"Say hi"}""",
        """{"model":"m","response":"Hi","thinking":"Hm","done":false}""" + "\n"
            + """{"model":"m","response":"","done":true,"done_reason":"stop","prompt_eval_count":3,"eval_count":4}""",
        "text_completion",
        3L,
        4L,
        LlmOutcomes.Completed)]
    [TestCase(
        "/api/generate",
        """{"model":"m"}""",
        """{"model":"m","created_at":"t","response":"","done":true,"done_reason":"load"}""" + "\n",
        "text_completion",
        null,
        null,
        LlmOutcomes.Completed)]
    [TestCase(
        "/api/embed",
        """{"model":"m","input":["a","b"]}""",
        """{"model":"m","embeddings":[[0.1],[0.2]],"total_duration":1,"load_duration":1,"prompt_eval_count":8}""",
        "embeddings",
        8L,
        null,
        LlmOutcomes.Completed)]
    [TestCase("/api/embeddings", """{"model":"m","prompt":"a"}""", """{"embedding":[0.1]}""", "embeddings", null, null, LlmOutcomes.Completed)]
    public async Task Operation_OfEachKind_IsMeasured(string path, string request, string body, string operation, long? input, long? output, string outcome)
    {
        foreach (var delivery in Enum.GetValues<Delivery>())
        {
            var e = (await new WireCase(path, body) { Url = $"http://localhost:11434{path}", Request = request }.PlayAsync(delivery, sync: false)).Event;

            Assert.That((e.Operation, e.RequestModel, e.Tokens.Input, e.Tokens.Output, e.Outcome), Is.EqualTo((operation, "m", input, output, outcome)));
        }
    }

    public static readonly FailureCase[] Endings =
    [
        Failure("not found", """{"error":"model 'x' not found"}""", "404") with
        {
            Answer = Case("not found", """{"error":"model 'x' not found"}""") with { Status = 404 }
        },
        Failure("first line", """{"error":"out of memory"}""" + "\n", "_OTHER"),
        Failure("later line", OllamaBodies.Text + """{"error":"an error was encountered while running the model"}""" + "\n", "_OTHER"),
        new(Case("cut between lines", OllamaBodies.Text), LlmOutcomes.Broken, "stream_truncated") { UsageMissing = 1 },
        new(Case("cut in a line", OllamaBodies.Text + Last[..^20]), LlmOutcomes.Completed, null) { Input = 26, Output = 298 },
        new(Case("a bad line between", OllamaBodies.Text + "}{\n" + Last), LlmOutcomes.Completed, null) { Input = 26, Output = 298 },
        new(Case("a line cut off between", OllamaBodies.Text + OllamaBodies.Text[..^20] + "\r\n\r\n" + Last), LlmOutcomes.Completed, null)
        {
            Input = 26,
            Output = 298
        },
        new(Case("no last line end", OllamaBodies.Text + Last.TrimEnd()), LlmOutcomes.Completed, null) { Input = 26, Output = 298 },
        new(Case("a limit", OllamaBodies.Text + Last.Replace("\"stop\"", "\"length\"", StringComparison.Ordinal)), LlmOutcomes.Length, null)
        {
            Input = 26,
            Output = 298
        },
    ];

    [Test]
    public Task Answer_EndsSo_IsRecordedSo([ValueSource(nameof(Endings))] FailureCase ending, [Values] Delivery delivery, [Values] bool sync) =>
        ending.AssertAsync(delivery, sync);

    [TestCase("http://localhost:11434/api/pull", """{"model":"m","stream":true}""")]
    [TestCase("http://localhost:11434/api/show", """{"model":"m"}""")]
    [TestCase("http://localhost:11434/api/create", """{"model":"m","from":"n"}""")]
    [TestCase("http://app.internal/api/chat", """{"room":"m","messages":[]}""")]
    [TestCase("http://app.internal/api/generate", """{"model":"m","count":3}""")]
    public async Task Request_ThatIsNoModelCall_IsNotMeasured(string url, string request)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle("{}"));

        using var response = await client.Http.SendAsync(WireSamples.Post(url, request));

        Assert.That(client.Recorder.All, Is.Empty);
    }

    [Test]
    public async Task Server_AtAnotherPort_IsKnownByPathAndPayload()
    {
        var result = await (OllamaBodies.ChatStream with { Url = "https://llm.internal/ollama/api/chat" }).PlayAsync(Delivery.SeededPieces, sync: false);

        Assert.That((result.Event.Provider, result.Event.Tokens.Output), Is.EqualTo(("ollama", 298L)));
    }

    private static FailureCase Failure(string name, string body, string errorType) => new(Case(name, body), LlmOutcomes.Error, errorType);

    private static WireCase Case(string name, string body) => OllamaBodies.ChatStream with { Name = name, Body = WireSamples.Bytes(body) };
}
