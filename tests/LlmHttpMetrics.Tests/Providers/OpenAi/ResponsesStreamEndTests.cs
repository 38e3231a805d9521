using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Providers.OpenAi;

/// <summary>Streams of Responses that fail or end early.</summary>
public sealed class ResponsesStreamEndTests
{
    private const string Text =
        "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"output_index\":0,\"content_index\":0,\"delta\":\"Hi\"}\n\n";

    private const string Usage = "\"usage\":{\"input_tokens\":11,\"output_tokens\":7,\"total_tokens\":18}";

    private const string ServerError = """{"code":"server_error","message":"m"}""";

    public static readonly FailureCase[] Endings =
    [
        Case("failed", Final("failed", ServerError), LlmOutcomes.Error, "server_error") with { Code = "server_error" },
        Case("failed, with usage", Final("failed", """{"code":"rate_limit_exceeded","message":"m"}""", Usage), LlmOutcomes.Error, "rate_limit_exceeded") with
        {
            Code = "rate_limit_exceeded", Input = 11, Output = 7,
        },
        Case("failed, without a word", Final("failed", "null"), LlmOutcomes.Error, "failed"),
        Case(
            "error event",
            "event: error\ndata: {\"type\":\"error\",\"sequence_number\":3,\"code\":\"ERR_SOMETHING\",\"message\":\"m\",\"param\":null}\n\n",
            LlmOutcomes.Error,
            "ERR_SOMETHING") with { Code = "ERR_SOMETHING" },
        Case(
            "error event with an object",
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"code\":\"context_length_exceeded\","
                + "\"message\":\"m\",\"param\":\"input\"}}\n\n",
            LlmOutcomes.Error,
            "context_length_exceeded") with { Code = "context_length_exceeded", Type = "invalid_request_error" },
        Case(
            "error, then failed",
            "event: error\ndata: {\"type\":\"error\",\"code\":\"server_error\",\"message\":\"m\"}\n\n" + Final("failed", ServerError),
            LlmOutcomes.Error,
            "server_error") with { Code = "server_error" },
        Case("the limit", Final("incomplete", "null", "\"incomplete_details\":{\"reason\":\"max_output_tokens\"}," + Usage), LlmOutcomes.Length, null) with
        {
            Input = 11,
            Output = 7
        },
        Case("a filter", Final("incomplete", "null", "\"incomplete_details\":{\"reason\":\"content_filter\"}," + Usage), LlmOutcomes.ContentFilter, null) with
        {
            Input = 11,
            Output = 7
        },
        Case("completed without usage", Final("completed", "null"), LlmOutcomes.Completed, null) with { UsageMissing = 1 },
        Case("no end", "", LlmOutcomes.Broken, "stream_truncated") with { UsageMissing = 1 },
    ];

    [Test]
    public Task Stream_EndsSo_IsRecordedSo([ValueSource(nameof(Endings))] FailureCase ending, [Values] Delivery delivery, [Values] bool sync) =>
        ending.AssertAsync(delivery, sync);

    private static FailureCase Case(string name, string end, string outcome, string? errorType) =>
        new(WireBodies.ResponsesStreamed with { Name = name, Body = WireSamples.Bytes(Text + end) }, outcome, errorType);

    private static string Final(string status, string error, string rest = "\"usage\":null") =>
        $"event: response.{status}\ndata: {{\"type\":\"response.{status}\",\"response\":{{\"id\":\"resp_1\",\"status\":\"{status}\","
            + $"\"model\":\"m\",\"output\":[],\"error\":{error},{rest}}}}}\n\n";
}
