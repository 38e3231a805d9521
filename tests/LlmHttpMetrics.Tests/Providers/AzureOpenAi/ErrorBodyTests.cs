namespace LlmHttpMetrics.Tests.Providers.AzureOpenAi;

/// <summary>Refusals of Azure OpenAI and of the gateways before it, whose codes are often numbers.</summary>
public sealed class ErrorBodyTests
{
    private static readonly (string, string)[] Limits =
    [
        ("x-ratelimit-limit-requests", "60"), ("x-ratelimit-remaining-requests", "59"), ("x-ratelimit-limit-tokens", "10000"),
        ("x-ratelimit-remaining-tokens", "0"),
        ("x-ratelimit-reset-tokens", "59"), ("retry-after", "59"), ("retry-after-ms", "59012"), ("x-ms-region", "Sweden Central"),
        ("policy-id", "DeploymentRatelimit-Token"),
    ];

    public static readonly FailureCase[] Failures =
    [
        Case(429, """{"error":{"code":"429","message":"Requests to the ChatCompletions_Create Operation have exceeded the token rate limit."}"""
            + """}""", "429", "429"),
        Case(
            429,
            """{"error":{"message":"The model is overloaded","type":"too_many_requests","param":null,"code":"too_many_requests"}}""",
            "too_many_requests",
            "too_many_requests",
            "too_many_requests"),
        Case(
            404,
            """{"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}}""",
            "DeploymentNotFound",
            "DeploymentNotFound"),
        Case(401, """{"error":{"code":"401","message":"Access denied due to invalid subscription key."}}""", "401", "401"),
        Case(401, """{"statusCode":401,"message":"Unauthorized. Access token is missing."}""", "401", null),
        Case(408, """{"error":{"code":"Timeout","message":"The operation was timeout."}}""", "Timeout", "Timeout"),
        Case(500, """{"error":{"code":"InternalServerError","message":"Internal server error"}}""", "InternalServerError", "InternalServerError"),
    ];

    [Test]
    public Task Answer_Refused_IsErrorByItsWord([ValueSource(nameof(Failures))] FailureCase failure, [Values] Delivery delivery, [Values] bool sync) =>
        failure.AssertAsync(delivery, sync);

    [Test]
    public async Task Limits_OfARefusal_AreGauges([Values] Delivery delivery, [Values] bool sync)
    {
        var result = await Failures[0].Answer.PlayAsync(delivery, sync);

        Assert.That(RateLimits.Of(result), Is.EquivalentTo(new[] { "limit requests 60", "remaining requests 59", "limit tokens 10000", "remaining tokens 0" }));
    }

    private static FailureCase Case(int status, string body, string errorType, string? code, string? type = null) =>
        new(
            new WireCase($"{status} {errorType} {body.Length}", body)
            {
                Url = "https://example.openai.azure.com/openai/deployments/my-deployment/chat/completions?api-version=2024-10-21",
                Status = status,
                Headers = Limits,
            },
            LlmOutcomes.Error,
            errorType) { Code = code, Type = type };
}
