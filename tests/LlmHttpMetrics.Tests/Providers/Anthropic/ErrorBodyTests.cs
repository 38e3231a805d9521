namespace LlmHttpMetrics.Tests.Providers.Anthropic;

/// <summary>Refusals of Anthropic: https://docs.anthropic.com/en/api/errors.</summary>
public sealed class ErrorBodyTests
{
    private static readonly (string, string)[] Limits =
    [
        ("anthropic-ratelimit-requests-limit", "50"), ("anthropic-ratelimit-requests-remaining", "0"),
        ("anthropic-ratelimit-requests-reset", "2026-03-01T12:00:27Z"),
        ("anthropic-ratelimit-tokens-limit", "48000"), ("anthropic-ratelimit-tokens-remaining", "47000"),
        ("anthropic-ratelimit-tokens-reset", "2026-03-01T12:00:00Z"),
        ("anthropic-ratelimit-input-tokens-limit", "40000"), ("anthropic-ratelimit-input-tokens-remaining", "39000"),
        ("anthropic-ratelimit-input-tokens-reset", "2026-03-01T12:00:01+02:00"),
        ("anthropic-ratelimit-output-tokens-limit", "8000"), ("anthropic-ratelimit-output-tokens-remaining", "8000"), ("retry-after", "27"),
    ];

    private static readonly (int Status, string Type)[] Types =
    [
        (400, "invalid_request_error"), (401, "authentication_error"), (403, "permission_error"), (404, "not_found_error"), (413, "request_too_large"),
        (429, "rate_limit_error"), (500, "api_error"), (504, "timeout_error"), (529, "overloaded_error"),
    ];

    public static IEnumerable<FailureCase> Failures =>
    [
        .. Types.Select(
            row => Case(row.Status, $$$"""{"type":"error","error":{"type":"{{{row.Type}}}","message":"m"},"request_id":"req_1"}""", row.Type, row.Type)),
        Case(413, "<html><head><title>413 Request Entity Too Large</title></head></html>", "413", null),
        Case(529, "", "529", null),
    ];

    [Test]
    public Task Answer_Refused_IsErrorByItsType([ValueSource(nameof(Failures))] FailureCase failure, [Values] Delivery delivery, [Values] bool sync) =>
        failure.AssertAsync(delivery, sync);

    [Test]
    public async Task Limits_OfARefusal_AreGauges([Values] Delivery delivery, [Values] bool sync)
    {
        var result = await Case(429, """{"type":"error","error":{"type":"rate_limit_error","message":"m"}}""", "rate_limit_error", "rate_limit_error")
            .Answer.PlayAsync(
                delivery, sync);

        Assert.That(RateLimits.Of(result), Is.EquivalentTo(new[]
        {
            "limit requests 50", "remaining requests 0", "limit tokens 48000", "remaining tokens 47000",
            "limit input_tokens 40000", "remaining input_tokens 39000", "limit output_tokens 8000", "remaining output_tokens 8000",
        }));
    }

    private static FailureCase Case(int status, string body, string errorType, string? type) =>
        new(
            new WireCase($"{status} {errorType}", body)
            {
                Url = WireSamples.AnthropicMessages,
                Request = WireSamples.MessagesRequest,
                Status = status,
                Headers = Limits
            },
            LlmOutcomes.Error,
            errorType) { Type = type };
}
