namespace LlmHttpMetrics.Tests.Providers.AwsBedrock;

/// <summary>
/// Refusals of Bedrock: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html#API_runtime_InvokeModel_Errors,
/// their shape by https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization.
/// </summary>
public sealed class ErrorBodyTests
{
    private static readonly (int Status, string Type)[] Types =
    [
        (400, "ValidationException"), (403, "AccessDeniedException"), (404, "ResourceNotFoundException"), (408, "ModelTimeoutException"),
        (424, "ModelErrorException"), (429, "ThrottlingException"), (429, "ModelNotReadyException"), (500, "InternalServerException"),
        (503, "ServiceUnavailableException"),
    ];

    public static IEnumerable<FailureCase> Failures =>
    [
        .. Types.Select(row => Case(row.Status, """{"message":"m"}""", row.Type, $"{row.Type}:http://internal.amazon.com/coral/com.amazon.bedrock/")),
        Case(429, """{"message":"m"}""", "ThrottlingException", "ThrottlingException"),
        Case(429, """{"message":"m"}""", "ThrottlingException", "aws.protocoltests.restjson#ThrottlingException:http://internal.amazon.com/"),
        Case(403, """{"__type":"com.amazon.coral.service#UnrecognizedClientException","message":"m"}""", "UnrecognizedClientException", null),
        Case(400, """{"message":"m"}""", "400", null) with { Type = null },
        Case(503, "<html></html>", "503", null) with { Type = null },
    ];

    [Test]
    public Task Answer_Refused_IsErrorByItsType([ValueSource(nameof(Failures))] FailureCase failure, [Values] Delivery delivery, [Values] bool sync) =>
        failure.AssertAsync(delivery, sync);

    private static FailureCase Case(int status, string body, string type, string? header) => new(
        new WireCase($"{status} {type} {header}", body)
        {
            Url = BedrockBodies.Host + "m-1/converse",
            Request = BedrockBodies.ConverseRequest,
            Status = status,
            Headers = header is null ? [] : [("x-amzn-ErrorType", header)],
        },
        LlmOutcomes.Error,
        type) { Type = type };
}
