namespace LlmHttpMetrics.Tests.Providers.OpenAi;

/// <summary>Refusals as OpenAI and those who follow it send them: https://platform.openai.com/docs/guides/error-codes.</summary>
public sealed class ErrorBodyTests
{
    private static readonly (string, string)[] Limits =
    [
        ("x-ratelimit-limit-requests", "500"), ("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-reset-requests", "120ms"),
        ("x-ratelimit-limit-tokens", "200000"), ("x-ratelimit-remaining-tokens", "199958"), ("x-ratelimit-reset-tokens", "6m0s"), ("retry-after", "1"),
    ];

    public static readonly FailureCase[] Failures =
    [
        Case(
            429,
            """{"error":{"message":"Rate limit reached","type":"requests","param":null,"code":"rate_limit_exceeded"}}""",
            "rate_limit_exceeded",
            "rate_limit_exceeded",
            "requests"),
        Case(
            429,
            """{"error":{"message":"You exceeded your quota","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}""",
            "insufficient_quota",
            "insufficient_quota",
            "insufficient_quota"),
        Case(
            401,
            """{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}""",
            "invalid_api_key",
            "invalid_api_key",
            "invalid_request_error"),
        Case(
            400,
            """{"error":{"message":"Too long","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}""",
            "context_length_exceeded",
            "context_length_exceeded",
            "invalid_request_error"),
        Case(
            404,
            """{"error":{"message":"No such model","type":"invalid_request_error","param":null,"code":"model_not_found"}}""",
            "model_not_found",
            "model_not_found",
            "invalid_request_error"),
        Case(500, """{"error":{"message":"The server had an error","type":"server_error","param":null,"code":null}}""", "server_error", null, "server_error"),
        Case(422, """{"detail":[{"type":"missing","loc":["body","messages"],"msg":"Field required","input":{}}]}""", "missing", null, "missing"),
        Case(400, """{"object":"error","message":"m","type":"BadRequestError","param":null,"code":400}""", "BadRequestError", "400", "BadRequestError"),
        Case(400, """[{"error":{"code":400,"message":"m","status":"INVALID_ARGUMENT"}}]""", "INVALID_ARGUMENT", "400", "INVALID_ARGUMENT"),
        Case(503, """{"error":"no healthy upstream"}""", "503", null, null),
        Case(502, "<html><body>502 Bad Gateway</body></html>", "502", null, null),
        Case(503, "upstream connect error or disconnect/reset before headers", "503", null, null),
        Case(504, "", "504", null, null),
        Case(429, """{"error":{"message":"cut off in the mid""", "429", null, null),
    ];

    [Test]
    public Task Answer_Refused_IsErrorByItsWord([ValueSource(nameof(Failures))] FailureCase failure, [Values] Delivery delivery, [Values] bool sync) =>
        failure.AssertAsync(delivery, sync);

    [Test]
    public async Task Limits_OfARefusal_AreGauges([Values] Delivery delivery, [Values] bool sync)
    {
        var result = await Failures[0].Answer.PlayAsync(delivery, sync);

        Assert.That(RateLimits.Of(
            result), Is.EquivalentTo(new[] { "limit requests 500", "remaining requests 0", "limit tokens 200000", "remaining tokens 199958" }));
    }

    private static FailureCase Case(int status, string body, string errorType, string? code, string? type) =>
        new(new WireCase($"{status} {errorType} {body.Length}", body) { Status = status, Headers = Limits }, LlmOutcomes.Error, errorType)
        {
            Code = code,
            Type = type
        };
}
