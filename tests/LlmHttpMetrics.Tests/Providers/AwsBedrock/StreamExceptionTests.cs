namespace LlmHttpMetrics.Tests.Providers.AwsBedrock;

/// <summary>
/// Exceptions carried in a stream: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ResponseStream.html, and
/// errors that no model knows: https://smithy.io/2.0/aws/amazon-eventstream.html.
/// </summary>
public sealed class StreamExceptionTests
{
    private static readonly string[] Types =
        [
            "internalServerException", "modelStreamErrorException", "modelTimeoutException", "serviceUnavailableException", "throttlingException",
            "validationException"
        ];

    public static IEnumerable<FailureCase> Endings =>
    [
        .. Types.SelectMany(type => BedrockBodies.Streams.Select(stream =>
            Failure(stream.With($"{stream.Name} {type}", AwsFrames.Exception(type, """{"message":"m"}""")), type))),
        Failure(
            BedrockBodies.ConverseStream.With(
                "after text", [.. BedrockBodies.ConverseEvents[..3], AwsFrames.Exception("throttlingException", """{"message":"m"}""")]),
            "throttlingException"),
        Failure(
            BedrockBodies.InvokeStream.With(
                "after usage",
                [.. BedrockBodies.InvokeEvents[..3], AwsFrames.Exception("modelStreamErrorException", """{"message":"m","originalStatusCode":500}""")]),
            "modelStreamErrorException")
            with { Input = 10, Output = 1 },
        Failure(BedrockBodies.ConverseStream.With("an error", AwsFrames.Error("InternalError", "An internal server error occurred")), "InternalError"),
        Failure(
            BedrockBodies.InvokeStream.With("the model's own", AwsFrames.Chunk("""{"type":"error","error":{"type":"overloaded_error","message":"m"}}""")),
            "overloaded_error"),
    ];

    [Test]
    public Task Stream_WithAnException_IsError([ValueSource(nameof(Endings))] FailureCase failure, [Values] Delivery delivery, [Values] bool sync) =>
        failure.AssertAsync(delivery, sync);

    private static FailureCase Failure(WireCase stream, string type) => new(stream, LlmOutcomes.Error, type) { Type = type };
}
