using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>OpenAI's errors: <c>{"error":{"message","type","param","code"}}</c>.</summary>
internal static class OpenAiErrors
{
    public static WireError Of(int status, MockFault fault)
    {
        var (type, code, message) = status switch
        {
            400 => ("invalid_request_error", null, "The request could not be processed."),
            401 => (
                "invalid_request_error",
                "invalid_api_key",
                "Incorrect API key provided: mock. You can find your API key at https://platform.openai.com/account/api-keys."),
            404 => ("invalid_request_error", "model_not_found", "The model does not exist or you do not have access to it."),
            405 => ("invalid_request_error", "method_not_supported", "Not allowed."),
            429 => ("requests", "rate_limit_exceeded", "Rate limit reached for requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s."),
            < 500 => ("invalid_request_error", null, "The request was refused."),
            _ => ("server_error", (string?)null, "The server had an error while processing your request. Sorry about that!"),
        };
        return new WireError(type, fault.Code ?? code, fault.Message ?? message);
    }

    public static byte[] Body(WireError error) => Json.Object(w => w.Object("error", () =>
    {
        w.WriteString("message", error.Message);
        w.WriteString("type", error.Type);
        w.WriteNull("param");
        w.WriteString("code", error.Code);
    }));
}
