using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Providers.DashScope;

/// <summary>
/// DashScope as https://www.alibabacloud.com/help/en/model-studio/qwen-api-via-dashscope describes it: a stream repeats its
/// text or not, as <c>incremental_output</c> or the model has it.
/// </summary>
public sealed class DashScopeTests
{
    private const string Url = "https://dashscope-intl.aliyuncs.com/api/v1/services/aigc/text-generation/generation";
    private const string Request =
        """{"model":"qwen-plus","input":{"messages":[{"role":"user","content":"Say hi"}]},"parameters":{"result_format":"message"}}""";
    private const string Long = "This text is longer than what may be held: ";

    private static readonly string Padding = new('x', 5000);

    public static readonly AnswerCase[] Answers =
    [
        Case(
            "whole",
            """{"output":{"choices":[{"finish_reason":"stop","message":{"role":"assistant","content":"Hi"}}]},"usage":{"total_tokens":24"""
                + ""","output_tokens":2,"input_tokens":22,"prompt_tokens_details":{"cached_tokens":0}},"request_id":"r"}""") with
        {
            Id = "r", Finish = "stop", Input = 22, Output = 2, Total = 24, Cached = 0, Characters = 2,
        },
        Case("text and parts", """{"output":{"finish_reason":"length","text":"Hi"},"usage":{"output_tokens":2,"input_tokens":22},"request_id":"r"}""") with
        {
            Id = "r", Finish = "length", Input = 22, Output = 2, Characters = 2, Outcome = LlmOutcomes.Length,
        },
        Streamed("repeated", Event("Hi"), Event("Hi there"), Event("Hi there 🙂, friend"), Event("Hi there 🙂, friend", "stop")) with
        {
            Characters = 18,
            Chunks = 3
        },
        Streamed("incremental", Event("Hi"), Event(" there"), Event(" 🙂, friend"), Event("", "stop")) with { Characters = 18, Chunks = 3 },
        Streamed("incremental, alike", Event("ha"), Event("ha!"), Event("haha"), Event("", "stop")) with { Characters = 7, Chunks = 3 },
        Streamed("incremental, of one length", Event("abc"), Event("abd"), Event("abe"), Event("", "stop")) with { Characters = 9, Chunks = 3 },
        Streamed("incremental, ever shorter", Event("abcdef"), Event("abc"), Event("d"), Event("", "stop")) with { Characters = 10, Chunks = 3 },
        Streamed("long and repeated", Event(Long + Padding), Event(Long + Padding + "y"), Event(Long + Padding + "yz", "stop")) with
        {
            Characters = Long.Length + 5002,
            Chunks = 3
        },
        Streamed("thinking", Event("", reasoning: "Hm"), Event("", reasoning: "Hm, so"), Event("Hi", reasoning: "Hm, so"), Event("Hi!", "stop", "Hm, so")) with
        {
            Characters = 3,
            Chunks = 4
        },
        Case("refused", """{"code":"InvalidApiKey","message":"Invalid API-key provided.","request_id":"r"}""", 401) with
        {
            Outcome = LlmOutcomes.Error, ErrorType = "InvalidApiKey", Code = "InvalidApiKey",
        },
        Case("error in the stream", "id:1\nevent:error\n:HTTP_STATUS/400\ndata:{\"code\":\"InvalidParameter\",\"message\":\"m\",\"request_id\":\"r\"}\n\n") with
        {
            Id = "r", Chunks = 0, Outcome = LlmOutcomes.Error, ErrorType = "InvalidParameter", Code = "InvalidParameter",
        },
        Other(
            "embeddings",
            "embeddings/text-embedding/text-embedding",
            """{"model":"text-embedding-v3","input":{"texts":["a"]}}""",
            """{"output":{"embeddings":[{"embedding":[0.1],"text_index":0}]},"usage":{"total_tokens":26},"request_id":"r"}""",
            "embeddings") with
        {
            Model = "text-embedding-v3", Id = "r", Input = 26, Total = 26,
        },
        Other(
            "rerank",
            "rerank/text-rerank/text-rerank",
            """{"model":"gte-rerank-v2","input":{"query":"q","documents":["a"]}}""",
            """{"output":{"results":[{"index":0,"relevance_score":0.9}]},"usage":{"total_tokens":79},"request_id":"r"}""",
            "rerank") with
        {
            Model = "gte-rerank-v2", Id = "r", Input = 79, Total = 79,
        },
    ];

    [Test]
    public Task Answer_AsDocumented_IsRead([ValueSource(nameof(Answers))] AnswerCase answer, [Values] Delivery delivery, [Values] bool sync) =>
        answer.AssertAsync(delivery, sync);

    private static AnswerCase Case(string name, string body, int status = 200) =>
        new(new WireCase(name, body) { Url = Url, Request = Request, Status = status, ContentType = WireBodies.EventStream }, "dashscope", "chat")
        {
            Model = "qwen-plus"
        };

    private static AnswerCase Other(string name, string path, string request, string body, string operation) =>
        new(new WireCase(name, body) { Url = "https://dashscope.aliyuncs.com/api/v1/services/" + path, Request = request }, "dashscope", operation);

    private static AnswerCase Streamed(string name, params string[] events) =>
        Case(name, string.Concat(events)) with { Id = "r", Finish = "stop", Input = 22, Output = 2, Total = 24 };

    private static string Event(string text, string reason = "null", string? reasoning = null) =>
        "id:1\nevent:result\n:HTTP_STATUS/200\ndata:{\"output\":{\"choices\":[{\"message\":{\"content\":\"" + text + "\""
            + (reasoning is null ? "" : ",\"reasoning_content\":\"" + reasoning + "\"")
            + ",\"role\":\"assistant\"},\"finish_reason\":\"" + reason
            + "\"}]},\"usage\":{\"total_tokens\":24,\"output_tokens\":2,\"input_tokens\":22},\"request_id\":\"r\"}\n\n";
}
