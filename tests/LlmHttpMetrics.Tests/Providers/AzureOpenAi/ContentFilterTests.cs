using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Providers.AzureOpenAi;

/// <summary>
/// Azure's filters in a stream: what they found of the prompt comes first, without choices; what they found of the text comes
/// with it, or after it where they run beside it: https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-streaming.
/// </summary>
public sealed class ContentFilterTests
{
    private const string Url = "https://example.openai.azure.com/openai/deployments/my-deployment/chat/completions?api-version=2025-04-01-preview";
    private const string Request = """{"messages":[{"role":"user","content":"Say hi"}],"stream":true,"stream_options":{"include_usage":true}}""";

    private const string Prompt =
        """data: {"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0,"content_filter_results":"""
        + """{"hate":{"filtered":false,"severity":"safe"},"jailbreak":{"filtered":false,"detected":false}}}]}"""
            + "\n\n";

    private const string Usage =
        """data: {"choices":[],"created":1,"id":"chatcmpl-3","model":"gpt-4o-2024-11-20","object":"chat.completion.chunk","usage":"""
        + """{"completion_tokens":7,"prompt_tokens":11,"total_tokens":18}}"""
            + "\n\n";

    private const string Annotation =
        """data: {"id":"","object":"","created":0,"model":"","choices":[{"index":0,"finish_reason":null,"content_filter_results":{"hate":"""
        + """{"filtered":false,"severity":"safe"}},"content_filter_offsets":{"check_offset":44,"start_offset":44,"end_offset":198}}]}"""
            + "\n\n";

    private const string Done = "data: [DONE]\n\n";

    public static readonly FailureCase[] Streams =
    [
        Case("nothing found", Prompt + Delta("Hi") + Finish("stop") + Usage + Done, LlmOutcomes.Completed),
        Case("text filtered", Prompt + Delta("Hi") + Finish("content_filter") + Usage + Done, LlmOutcomes.ContentFilter),
        Case("the filter beside it", Prompt + Delta("Hi") + Annotation + Finish("stop") + Annotation + Usage + Done, LlmOutcomes.Completed),
        Case("the filter beside it stops it", Prompt + Delta("Hi") + Annotation + Finish("content_filter") + Usage + Done, LlmOutcomes.ContentFilter),
        Case("no marker", Prompt + Delta("Hi") + Finish("stop") + Usage, LlmOutcomes.Completed),
    ];

    [Test]
    public async Task Stream_Filtered_IsRecordedSo([ValueSource(nameof(Streams))] FailureCase stream, [Values] Delivery delivery, [Values] bool sync)
    {
        await stream.AssertAsync(delivery, sync);
        var result = await stream.Answer.PlayAsync(delivery, sync);

        Assert.That((result.Event.Provider, result.Event.RequestModel, result.Event.ResponseModel, result.Event.ResponseId),
            Is.EqualTo(("azure.ai.openai", "my-deployment", "gpt-4o-2024-11-20", "chatcmpl-3")));
        Assert.That((result.Event.Chunks, result.Event.ResponseCharacters), Is.EqualTo((1, 2)), "filter results are no content");
    }

    [Test]
    public async Task Prompt_Refused_IsAnErrorByItsCode([Values] Delivery delivery, [Values] bool sync)
    {
        const string body =
            """{"error":{"message":"The response was filtered","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":"""
                + """{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":true,"severity":"high"}}}}}""";

        await new FailureCase(new WireCase("prompt refused", body) { Url = Url, Request = Request, Status = 400 }, LlmOutcomes.Error, "content_filter")
        {
            Code = "content_filter"
        }
            .AssertAsync(delivery, sync);
    }

    private static FailureCase Case(string name, string body, string outcome) =>
        new(new WireCase(name, body) { Url = Url, Request = Request, ContentType = WireBodies.EventStream }, outcome, null) { Input = 11, Output = 7 };

    private static string Delta(string text) => Chunk($$"""{"content":"{{text}}"}""", "null");

    private static string Finish(string reason) => Chunk("{}", $"\"{reason}\"");

    private static string Chunk(string delta, string reason) =>
        $$$"""data: {"choices":[{"content_filter_results":{},"delta":{{{delta}}},"finish_reason":{{{reason}}},"index":0,"logprobs":null}]"""
        + $$$""","created":1,"id":"chatcmpl-3","model":"gpt-4o-2024-11-20","object":"chat.completion.chunk","system_fingerprint":"fp_1"}"""
            + "\n\n";
}
