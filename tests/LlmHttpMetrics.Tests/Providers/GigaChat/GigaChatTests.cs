using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Providers.GigaChat;

/// <summary>GigaChat as https://developers.sber.ru/docs/ru/gigachat/api/reference/rest/post-chat and /post-embeddings describe it.</summary>
public sealed class GigaChatTests
{
    private const string Host = "https://gigachat.devices.sberbank.ru/api/v1";
    private const string Request = """{"model":"GigaChat-2","messages":[{"role":"user","content":"Say hi"}]}""";
    private const string Usage = "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":4,\"total_tokens\":5,\"precached_prompt_tokens\":37}";

    private const string Stream =
        "data: {\"choices\":[{\"delta\":{\"content\":\"При\",\"role\":\"assistant\"},\"index\":0}],\"created\":1,"
        + "\"model\":\"GigaChat-2:2.0.28.2\",\"object\":\"chat.completion\"}\n\n"
        + "data: {\"choices\":[{\"delta\":{\"content\":\"вет\"},\"index\":0,\"finish_reason\":\"stop\"}],\"created\":1,"
        + "\"model\":\"GigaChat-2:2.0.28.2\",\"object\":\"chat.completion\","
        + Usage + "}\n\n"
        + "data: [DONE]\n\n";

    public static readonly AnswerCase[] Answers =
    [
        Case("whole", Request, Message("stop", "\"content\":\"Привет\"")) with { Finish = "stop", Characters = 6 },
        Case(
            "function",
            Request,
            Message("function_call", "\"content\":\"\",\"functions_state_id\":\"f\",\"function_call\":{\"name\":\"f\",\"arguments\":{\"x\":1}}")) with
        {
            Finish = "function_call",
            ToolCalls = 1
        },
        Case("filtered", Request, Message("blacklist", "\"content\":\"Не люблю менять тему\"")) with
        {
            Finish = "blacklist",
            Characters = 20,
            Outcome = LlmOutcomes.ContentFilter
        },
        Case("failed", Request, Message("error", "\"content\":\"\"")) with { Finish = "error", Outcome = LlmOutcomes.Error, ErrorType = "error" },
        Case("stream", Request.Replace("}]}", "}],\"stream\":true}", StringComparison.Ordinal), Stream) with
        {
            Finish = "stop",
            Characters = 6,
            Chunks = 2,
            StreamRequested = true
        },
        new AnswerCase(
            new WireCase(
                "embeddings",
                """{"object":"list","data":[{"object":"embedding","embedding":[0.1],"index":0,"usage":{"prompt_tokens":6}},"""
                    + """{"object":"embedding","embedding":[0.2],"index":1,"usage":{"prompt_tokens":5}}],"model":"Embeddings"}""")
            {
                Url = Host + "/embeddings", Request = """{"model":"Embeddings","input":["a","b"]}""",
            },
            "gigachat",
            "embeddings") { Model = "Embeddings", ResponseModel = "Embeddings", Input = 11 },
        new AnswerCase(
            new WireCase("refused", """{"status":401,"message":"Token has expired"}""") { Url = Host + "/chat/completions", Request = Request, Status = 401 },
            "gigachat",
            "chat")
        {
            Model = "GigaChat-2", Outcome = LlmOutcomes.Error, ErrorType = "401",
        },
    ];

    [Test]
    public Task Answer_AsDocumented_IsRead([ValueSource(nameof(Answers))] AnswerCase answer, [Values] Delivery delivery, [Values] bool sync) =>
        answer.AssertAsync(delivery, sync);

    private static AnswerCase Case(string name, string request, string body) =>
        new(new WireCase(name, body) { Url = Host + "/chat/completions", Request = request, ContentType = WireBodies.EventStream }, "gigachat", "chat")
        {
            Model = "GigaChat-2", ResponseModel = "GigaChat-2:2.0.28.2", Input = 38, Output = 4, Total = 5, Cached = 37,
        };

    private static string Message(string reason, string message) =>
        "{\"choices\":[{\"message\":{\"role\":\"assistant\"," + message + "},\"index\":0,\"finish_reason\":\"" + reason
            + "\"}],\"created\":1,\"model\":\"GigaChat-2:2.0.28.2\",\"object\":\"chat.completion\"," + Usage + "}";
}
