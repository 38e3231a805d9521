using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Providers.OpenAi;

/// <summary>Errors in a stream of Chat Completions, which came under status 200.</summary>
public sealed class ChatStreamErrorTests
{
    private const string Chunk =
        "data: {\"id\":\"chatcmpl-2\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":null}]}\n\n";
    private const string Usage = "data: {\"id\":\"chatcmpl-2\",\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7}}\n\n";
    private const string Done = "data: [DONE]\n\n";
    private const string Limit = """{"error":{"message":"Rate limit reached","type":"tokens","param":null,"code":"rate_limit_exceeded"}}""";

    public static readonly FailureCase[] Failures =
    [
        Case("first of all", $"data: {Limit}\n\n", "rate_limit_exceeded", "rate_limit_exceeded", "tokens"),
        Case("after text", $"{Chunk}data: {Limit}\n\n", "rate_limit_exceeded", "rate_limit_exceeded", "tokens"),
        Case("then the marker", $"{Chunk}data: {Limit}\n\n{Done}", "rate_limit_exceeded", "rate_limit_exceeded", "tokens"),
        Case("without its blank line", $"{Chunk}data: {Limit}", "rate_limit_exceeded", "rate_limit_exceeded", "tokens"),
        Case(
            "a type alone",
            Chunk + """data: {"error":{"message":"m","type":"server_error","param":null,"code":null}}""" + "\n\n",
            "server_error",
            null,
            "server_error"),
        Case(
            "a number for a code",
            Chunk
                + """data: {"id":"gen-1","error":{"code":502,"message":"m"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}"""
                + "\n\n",
            "502",
            "502",
            null),
        Case("a string", Chunk + "data: {\"error\":\"went wrong\"}\n\n", "_OTHER", null, null),
        Case(
            "an event of its own",
            Chunk + "event: error\ndata: {\"message\":\"m\",\"code\":\"overloaded\",\"type\":\"server_error\"}\n\n",
            "overloaded",
            "overloaded",
            "server_error"),
        Case(
            "the object says so",
            Chunk + "data: {\"object\":\"error\",\"message\":\"m\",\"type\":\"BadRequestError\",\"param\":null,\"code\":400}\n\n",
            "BadRequestError",
            "400",
            "BadRequestError"),
        Case(
            "of Google",
            "data: [{\"error\":{\"code\":429,\"message\":\"m\",\"status\":\"RESOURCE_EXHAUSTED\"}}]\n\n",
            "RESOURCE_EXHAUSTED",
            "429",
            "RESOURCE_EXHAUSTED"),
        Case("after usage", $"{Chunk}{Usage}data: {Limit}\n\n", "rate_limit_exceeded", "rate_limit_exceeded", "tokens") with { Input = 11, Output = 7 },
        Case("no stream at all", Limit, "rate_limit_exceeded", "rate_limit_exceeded", "tokens"),
    ];

    [Test]
    public Task Stream_WithAnError_IsError([ValueSource(nameof(Failures))] FailureCase failure, [Values] Delivery delivery, [Values] bool sync) =>
        failure.AssertAsync(delivery, sync);

    [Test]
    public async Task Stream_WhoseErrorIsNull_IsNone([Values] Delivery delivery, [Values] bool sync)
    {
        var body = WireSamples.ChatStream.Replace("\"choices\":[]", "\"error\":null,\"choices\":[]", StringComparison.Ordinal);

        var result = await (WireBodies.ChatStream with { Body = WireSamples.Bytes(body) }).PlayAsync(delivery, sync);

        Assert.That(result.Ending, Is.EqualTo((LlmOutcomes.Completed, (string?)null)));
    }

    private static FailureCase Case(string name, string body, string errorType, string? code, string? type) =>
        new(WireBodies.ChatStream with { Name = name, Body = WireSamples.Bytes(body) }, LlmOutcomes.Error, errorType) { Code = code, Type = type };
}
