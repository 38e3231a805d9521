namespace LlmHttpMetrics.Tests.Providers.Yandex;

/// <summary>
/// YandexGPT as https://yandex.cloud/en/docs/foundation-models/text-generation/api-ref/TextGeneration/completion describes it:
/// each line of a stream has all the text so far, and figures are strings.
/// </summary>
public sealed class YandexTests
{
    private const string Host = "https://llm.api.cloud.yandex.net";
    private const string Model = "gpt://b1g/yandexgpt/latest";
    private const string Request =
        """{"modelUri":"gpt://b1g/yandexgpt/latest","completionOptions":{"stream":false,"temperature":0.6,"maxTokens":"2000"},"messages":"""
            + """[{"role":"user","text":"Say hi"}]}""";
    private const string StreamRequest =
        """{"modelUri":"gpt://b1g/yandexgpt/latest","completionOptions":{"stream":true},"messages":[{"role":"user","text":"Say hi"}]}""";

    private static readonly string Stream = Line("При", "PARTIAL", 1) + Line("Привет", "PARTIAL", 2) + Line("Привет", "PARTIAL", 2)
        + Line("Привет 🙂, и это всё, что есть", "FINAL", 9);

    public static readonly AnswerCase[] Answers =
    [
        Case("whole", Request, Line("Привет", "FINAL", 2)) with
        {
            Finish = "ALTERNATIVE_STATUS_FINAL",
            Input = 67,
            Output = 2,
            Total = 69,
            Reasoning = 0,
            Characters = 6
        },
        Case("whole at the limit", Request, Line("Привет", "TRUNCATED_FINAL", 2)) with
        {
            Finish = "ALTERNATIVE_STATUS_TRUNCATED_FINAL", Input = 67, Output = 2, Total = 69, Reasoning = 0, Characters = 6, Outcome = LlmOutcomes.Length,
        },
        Case("stream", StreamRequest, Stream) with
        {
            Finish = "ALTERNATIVE_STATUS_FINAL", Input = 67, Output = 9, Total = 76, Reasoning = 0, Characters = 29, Chunks = 3, StreamRequested = true,
        },
        Case("stream cut", StreamRequest, Line("При", "PARTIAL", 1) + Line("Привет", "PARTIAL", 2)) with
        {
            Input = 67, Output = 2, Total = 69, Reasoning = 0, Characters = 6, Chunks = 2, StreamRequested = true, Outcome = LlmOutcomes.Broken,
            ErrorType = "stream_truncated",
        },
        Case("stream filtered", StreamRequest, Line("При", "PARTIAL", 1) + Line("В интернете есть много сайтов", "CONTENT_FILTER", 5)) with
        {
            Finish = "ALTERNATIVE_STATUS_CONTENT_FILTER", Input = 67, Output = 5, Total = 72, Reasoning = 0, Characters = 32, Chunks = 2,
            StreamRequested = true, Outcome = LlmOutcomes.ContentFilter,
        },
        Case("refused", Request, """{"error":{"grpcCode":3,"httpCode":400,"message":"m","httpStatus":"Bad Request","details":[]}}""", status: 400) with
        {
            Outcome = LlmOutcomes.Error, ErrorType = "Bad Request", Code = "3", Type = "Bad Request",
        },
        new AnswerCase(
            new WireCase("embedding", """{"embedding":[0.1,0.2],"numTokens":"7","modelVersion":"06.12.2023"}""")
            {
                Url = Host + "/foundationModels/v1/textEmbedding", Request = """{"modelUri":"emb://b1g/text-search-doc/latest","text":"Say hi"}""",
            },
            "yandex",
            "embeddings") { Model = "emb://b1g/text-search-doc/latest", Input = 7 },
        new AnswerCase(
            new WireCase(
                "compatible",
                """{"id":"x","model":"gpt://b1g/yandexgpt/latest","choices":[{"index":0,"finish_reason":"stop","message":"""
                    + """{"role":"assistant","content":"Hi"}}],"usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}""")
            {
                Url = Host + "/v1/chat/completions", Request = """{"model":"gpt://b1g/yandexgpt/latest","messages":[{"role":"user","content":"Say hi"}]}""",
            },
            "yandex",
            "chat") { Model = Model, ResponseModel = Model, Id = "x", Finish = "stop", Input = 3, Output = 1, Total = 4, Characters = 2 },
    ];

    [Test]
    public Task Answer_AsDocumented_IsRead([ValueSource(nameof(Answers))] AnswerCase answer, [Values] Delivery delivery, [Values] bool sync) =>
        answer.AssertAsync(delivery, sync);

    /// <summary>https://yandex.cloud/en/docs/foundation-models/operations/generation/async-request.</summary>
    [Test]
    public async Task Usage_OfAnAsynchronousCall_IsAddedOnceItIsDone()
    {
        string[] answers =
        [
            """{"id":"op1","description":"Async GPT Completion","done":false,"metadata":null}""",
            """{"id":"op1","description":"Async GPT Completion","done":false,"metadata":null}""",
            """{"id":"op1","done":true,"response":"""
                + """{"@type":"type.googleapis.com/yandex.cloud.ai.foundation_models.v1.CompletionResponse","alternatives":[{"message":"""
                + """{"role":"assistant","text":"Hi"},"status":"ALTERNATIVE_STATUS_FINAL"}],"usage":"""
                + """{"inputTextTokens":"19","completionTokens":"6","totalTokens":"25"},"modelVersion":"1"}}""",
        ];
        var next = 0;
        await using MonitoredClient client = new(_ => WireSamples.Trickle(answers[next++]));
        using var request = WireSamples.Post(Host + "/foundationModels/v1/completionAsync", Request);
        using var promised = await client.Http.SendAsync(request);

        using var pending = await client.Http.GetAsync(new Uri("https://operation.api.cloud.yandex.net/operations/op1"));
        using var done = await client.Http.GetAsync(new Uri("https://operation.api.cloud.yandex.net/operations/op1"));

        Assert.That(client.Recorder.Only(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "input")).Value, Is.EqualTo(19));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "output")).Tag(LlmTagNames.RequestModel), Is.EqualTo(Model));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.UsageMissing), Is.Empty);
    }

    private static AnswerCase Case(string name, string request, string body, int status = 200) =>
        new(new WireCase(name, body) { Url = Host + "/foundationModels/v1/completion", Request = request, Status = status }, "yandex", "chat")
        {
            Model = Model
        };

    private static string Line(string text, string status, int tokens) =>
        "{\"result\":{\"alternatives\":[{\"message\":{\"role\":\"assistant\",\"text\":\"" + text + "\"},\"status\":\"ALTERNATIVE_STATUS_" + status + "\"}],"
        + "\"usage\":{\"inputTextTokens\":\"67\",\"completionTokens\":\"" + tokens + "\",\"totalTokens\":\"" + (67 + tokens)
        + "\",\"completionTokensDetails\":{\"reasoningTokens\":\"0\"}},\"modelVersion\":\"06.12.2023\"}}\n";
}
