using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Providers.Watsonx;

/// <summary>watsonx.ai as https://cloud.ibm.com/apidocs/watsonx-ai describes it.</summary>
public sealed class WatsonxTests
{
    private const string Host = "https://us-south.ml.cloud.ibm.com";
    private const string Chat = """{"model_id":"ibm/granite-3-8b-instruct","project_id":"p","messages":[{"role":"user","content":"Say hi"}]}""";

    private const string ChatStream =
        """
        id: 1
        event: message
        data: {"id":"chatcmpl-1","model_id":"ibm/granite-3-8b-instruct","model":"ibm/granite-3-8b-instruct","choices":[{"index":0,"finish_reason":null,"delta":{"role":"assistant","content":""}}]}

        id: 2
        event: message
        data: {"id":"chatcmpl-1","model_id":"ibm/granite-3-8b-instruct","model":"ibm/granite-3-8b-instruct","choices":[{"index":0,"finish_reason":null,"delta":{"content":"Hi 🙂"}}]}

        id: 3
        event: message
        data: {"id":"chatcmpl-1","model_id":"ibm/granite-3-8b-instruct","choices":[{"index":0,"finish_reason":"stop","delta":{"content":""}}]}

        id: 4
        event: message
        data: {"id":"chatcmpl-1","choices":[],"model_id":"ibm/granite-3-8b-instruct","usage":{"completion_tokens":5,"prompt_tokens":38,"total_tokens":43}}


        """;

    private const string DeploymentStream =
        """
        id: 1
        event: message
        data: {"model_id":"google/flan-ul2","results":[{"generated_text":"","generated_token_count":0,"input_token_count":8,"stop_reason":"not_finished"}]}

        id: 2
        event: message
        data: {"model_id":"google/flan-ul2","results":[{"generated_text":"the","generated_token_count":1,"input_token_count":0,"stop_reason":"not_finished"}]}

        id: 3
        event: message
        data: {"model_id":"google/flan-ul2","results":[{"generated_text":" sun","generated_token_count":2,"input_token_count":0,"stop_reason":"max_tokens"}]}


        """;

    public static readonly AnswerCase[] Answers =
    [
        Case(
            "chat",
            "/ml/v1/text/chat?version=2024-10-10",
            Chat,
            """{"id":"c","model_id":"ibm/granite-3-8b-instruct","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"}"""
                + ""","finish_reason":"length"}],"usage":{"completion_tokens":1,"prompt_tokens":7,"total_tokens":8}}""",
            "chat") with
        {
            Model = "ibm/granite-3-8b-instruct", ResponseModel = "ibm/granite-3-8b-instruct", Id = "c", Finish = "length", Input = 7, Output = 1,
            Total = 8, Characters = 2, Outcome = LlmOutcomes.Length,
        },
        Case("chat streamed", "/ml/v1/text/chat_stream?version=2024-10-10", Chat, ChatStream, "chat") with
        {
            Model = "ibm/granite-3-8b-instruct", ResponseModel = "ibm/granite-3-8b-instruct", Id = "chatcmpl-1", Finish = "stop", Input = 38,
            Output = 5, Total = 43, Characters = 4, Chunks = 1, StreamRequested = true,
        },
        Case(
            "deployment streamed",
            "/ml/v1/deployments/d1/text/generation_stream?version=2024-10-10",
            """{"input":"p"}""",
            DeploymentStream,
            "text_completion") with
        {
            Model = "d1", ResponseModel = "google/flan-ul2", Finish = "max_tokens", Input = 8, Output = 2, Characters = 7, Chunks = 2,
            StreamRequested = true, Outcome = LlmOutcomes.Length,
        },
        Case(
            "stream cut",
            "/ml/v1/text/generation_stream?version=2024-10-10",
            """{"model_id":"google/flan-ul2","input":"p"}""",
            DeploymentStream[..DeploymentStream.IndexOf("id: 3", StringComparison.Ordinal)],
            "text_completion") with
        {
            Model = "google/flan-ul2", ResponseModel = "google/flan-ul2", Input = 8, Output = 1, Characters = 3, Chunks = 1, StreamRequested = true,
            Outcome = LlmOutcomes.Broken, ErrorType = "stream_truncated",
        },
        Case(
            "embeddings",
            "/ml/v1/text/embeddings?version=2024-10-10",
            """{"model_id":"ibm/slate-30m-english-rtrvr","inputs":["a","b"]}""",
            """{"model_id":"ibm/slate-30m-english-rtrvr","results":[{"embedding":[0.1]},{"embedding":[0.2]}]"""
                + ""","created_at":"2024-10-10T00:00:00Z","input_token_count":10}""",
            "embeddings") with
        {
            Model = "ibm/slate-30m-english-rtrvr", ResponseModel = "ibm/slate-30m-english-rtrvr", Input = 10,
        },
        Case(
            "rerank",
            "/ml/v1/text/rerank?version=2024-10-10",
            """{"model_id":"cross-encoder/ms-marco-minilm-l-12-v2","inputs":[{"text":"a"}],"query":"q"}""",
            """{"model_id":"cross-encoder/ms-marco-minilm-l-12-v2","results":[{"index":0,"score":0.7}]"""
                + ""","created_at":"2024-10-10T00:00:00Z","input_token_count":20}""",
            "rerank") with
        {
            Model = "cross-encoder/ms-marco-minilm-l-12-v2", ResponseModel = "cross-encoder/ms-marco-minilm-l-12-v2", Input = 20,
        },
        Case(
            "429",
            "/ml/v1/text/generation?version=2024-10-10",
            """{"model_id":"google/flan-ul2","input":"p"}""",
            """{"errors":[{"code":"rate_limit_reached_requests","message":"m","more_info":"u"}],"trace":"t","status_code":429}""",
            "text_completion",
            429) with
        {
            Model = "google/flan-ul2", Outcome = LlmOutcomes.Error, ErrorType = "rate_limit_reached_requests", Code = "rate_limit_reached_requests",
        },
    ];

    [Test]
    public Task Answer_AsDocumented_IsRead([ValueSource(nameof(Answers))] AnswerCase answer, [Values] Delivery delivery, [Values] bool sync) =>
        answer.AssertAsync(delivery, sync);

    private static AnswerCase Case(string name, string path, string request, string body, string operation, int status = 200) =>
        new(
            new WireCase(name, body)
            {
                Url = Host + path,
                Request = request,
                Status = status,
                ContentType = body[0] == '{' ? "application/json" : WireBodies.EventStream
            },
            "ibm.watsonx.ai",
            operation);
}
