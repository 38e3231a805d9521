namespace LlmHttpMetrics.Tests.Providers.Google;

/// <summary>
/// How Gemini's answers end: https://ai.google.dev/api/generate-content#FinishReason and #BlockReason, and as numbers
/// (<c>$alt=json;enum-encoding=int</c>) by the enums of googleapis' generative_service.proto and aiplatform's content.proto.
/// </summary>
public sealed class EndingTests
{
    private const string RateLimited =
        """{"error":{"code":429,"message":"Resource has been exhausted (e.g. check quota).","status":"RESOURCE_EXHAUSTED","details":"""
            + """[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"48s"}]}}""";

    public static readonly FailureCase[] Endings =
    [
        .. new[] { "STOP", "1", "OTHER", "5", "MALFORMED_FUNCTION_CALL" }.Select(reason => Gemini(reason, LlmOutcomes.Completed)),
        .. new[] { "MAX_TOKENS", "2" }.Select(reason => Gemini(reason, LlmOutcomes.Length)),
        .. new[] { "SAFETY", "3", "RECITATION", "4", "BLOCKLIST", "7", "PROHIBITED_CONTENT", "8", "SPII", "9", "IMAGE_SAFETY", "11" }
            .Select(reason => Gemini(reason, LlmOutcomes.ContentFilter)),
        Vertex("6", LlmOutcomes.ContentFilter),
        Vertex("9", LlmOutcomes.Completed),
        Vertex("MODEL_ARMOR", LlmOutcomes.ContentFilter),
        Vertex("10", LlmOutcomes.ContentFilter),
        new(GeminiBodies.Streamed("cut", Event("null")), LlmOutcomes.Broken, "stream_truncated") { Input = 3, Output = 4 },
        new(GeminiBodies.Streamed("array cut", $"[{Data("null")}\n"), LlmOutcomes.Broken, "stream_truncated") { Input = 3, Output = 4 },
        new(GeminiBodies.Streamed("array closed", $"[{Data("null")}\n]"), LlmOutcomes.Completed, null) { Input = 3, Output = 4 },
        new(GeminiBodies.Streamed("array empty", "[]"), LlmOutcomes.Completed, null) { UsageMissing = 1 },
        new(
            GeminiBodies.Streamed(
                "prompt blocked",
                """data: {"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":6,"totalTokenCount":6}}""" + "\n\n"),
            LlmOutcomes.ContentFilter,
            null)
        {
            Input = 6
        },
        new(
            GeminiBodies.Whole with
            {
                Name = "blocked whole",
                Body = WireSamples.Bytes("""{"promptFeedback":{"blockReason":4},"usageMetadata":{"promptTokenCount":6}}""")
            },
            LlmOutcomes.ContentFilter,
            null)
        {
            Input = 6
        },
        Failure(GeminiBodies.Whole with { Name = "refused", Status = 429, Body = WireSamples.Bytes(RateLimited) }),
        Failure(GeminiBodies.Streamed("stream refused", $"[{RateLimited}\n]", "application/json") with { Status = 429 }),
        Failure(GeminiBodies.Streamed("error in the stream", $"{Event("null")}data: {RateLimited}\n\n")) with { Input = 3, Output = 4 },
        Failure(GeminiBodies.Streamed("error in the array", $"[{Data("null")}\n,\n{RateLimited}\n]")) with { Input = 3, Output = 4 },
    ];

    [Test]
    public Task Answer_EndsSo_IsRecordedSo([ValueSource(nameof(Endings))] FailureCase ending, [Values] Delivery delivery, [Values] bool sync) =>
        ending.AssertAsync(delivery, sync);

    [Test]
    public async Task Array_OfAnErrorAlone_IsNoStream([Values] Delivery delivery)
    {
        var result = await (GeminiBodies.Streamed("stream refused", $"[{RateLimited}\n]", "application/json") with { Status = 429 }).PlayAsync(
            delivery, sync: false);

        Assert.That((result.Event.StreamRequested, result.Event.Streamed), Is.EqualTo((true, false)));
    }

    private static FailureCase Failure(WireCase answer) => new(answer, LlmOutcomes.Error, "RESOURCE_EXHAUSTED") { Code = "429", Type = "RESOURCE_EXHAUSTED" };

    private static FailureCase Gemini(string reason, string outcome) =>
        new(GeminiBodies.Streamed(reason, Event(Literal(reason))), outcome, null) { Input = 3, Output = 4 };

    private static FailureCase Vertex(string reason, string outcome) =>
        new(GeminiBodies.Streamed($"Vertex {reason}", Event(Literal(reason))) with { Url = GeminiBodies.VertexUrl }, outcome, null) { Input = 3, Output = 4 };

    private static string Literal(string reason) => char.IsDigit(reason[0]) ? reason : $"\"{reason}\"";

    private static string Event(string reason) => $"data: {Data(reason)}\n\n";

    private static string Data(string reason) =>
        $$$"""{"candidates":[{"content":{"parts":[{"text":"Hi"}]},"finishReason":{{{reason}}}}],"usageMetadata":{"promptTokenCount":3"""
            + $$$""","candidatesTokenCount":4}}""";
}
