using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.AwsBedrock;

/// <summary>Bedrock's errors: a type in a header or in the frame, a message in the body.</summary>
internal static class BedrockErrors
{
    public const string TypeHeader = "x-amzn-ErrorType";

    public static WireError Of(int status, MockFault fault)
    {
        var (type, message) = status switch
        {
            403 => ("AccessDeniedException", "You don't have access to the model with the specified model ID."),
            404 => ("ResourceNotFoundException", "Could not resolve the foundation model from the provided model identifier."),
            408 => ("ModelTimeoutException", "The model took too long to process the request."),
            424 => ("ModelErrorException", "The model encountered an error."),
            429 => ("ThrottlingException", "Too many requests, please wait before trying again."),
            503 => ("ServiceUnavailableException", "Bedrock is unable to process your request."),
            < 500 and not 200 => ("ValidationException", "The provided request is not valid."),
            _ => ("InternalServerException", "The system encountered an unexpected error during processing. Try your request again."),
        };
        return new WireError(fault.Code ?? type, null, fault.Message ?? message);
    }

    /// <summary>The same error in a stream, where the type begins with a small letter.</summary>
    public static WireError InStream(MockFault fault) =>
        Of(500, fault) is { Type: { } type } error
            ? error with { Type = char.ToLowerInvariant(type[0]) + type[1..] }
            : throw new ArgumentException("An error has a type.", nameof(fault));

    public static byte[] Body(WireError error) => Json.Object(w => w.WriteString("message", error.Message));
}
