using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.Anthropic;

/// <summary>Anthropic's errors: <c>{"type":"error","error":{"type","message"},"request_id"}</c>. They have a type and no code.</summary>
internal static class AnthropicErrors
{
    public static WireError Of(int status, MockFault fault)
    {
        var (type, message) = status switch
        {
            401 => ("authentication_error", "invalid x-api-key"),
            403 => ("permission_error", "Your API key does not have permission to use the specified resource."),
            404 => ("not_found_error", "model: not found"),
            413 => ("request_too_large", "Request exceeds the maximum allowed number of bytes."),
            429 => ("rate_limit_error", "This request would exceed your organization's rate limit."),
            529 => ("overloaded_error", "Overloaded"),
            < 500 and not 200 => ("invalid_request_error", "The request could not be processed."),
            _ => ("api_error", "Internal server error"),
        };
        return new WireError(fault.Code ?? type, null, fault.Message ?? message);
    }

    public static byte[] Body(WireError error, string? requestId) => Json.Object(w =>
    {
        w.WriteString("type", "error");
        w.Object("error", () =>
        {
            w.WriteString("type", error.Type);
            w.WriteString("message", error.Message);
        });
        if (requestId is not null)
        {
            w.WriteString("request_id", requestId);
        }
    });
}
