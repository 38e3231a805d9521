using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Providers.AwsBedrock;

/// <summary>
/// Errors of AWS, whose type is in a header or in the body:
/// https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization.
/// </summary>
internal static class AwsError
{
    public static readonly Field Header = new("x-amzn-errortype", FieldAction.ErrorShape);

    public static readonly Field[] Body =
    [
        new("__type", FieldAction.ErrorShape),
        new("message", FieldAction.ErrorMessage, 1),
        new("Message", FieldAction.ErrorMessage, 1),
    ];
}
