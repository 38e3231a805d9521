using System.Globalization;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>Azure's errors: <c>{"error":{"code","message"}}</c>, where the code is often the status; errors from the model itself have a type.</summary>
internal static class AzureErrors
{
    public static WireError Of(int status, MockFault fault)
    {
        var (type, code, message) = status switch
        {
            400 => ("invalid_request_error", null, "The request could not be processed."),
            401 => (
                null,
                "401",
                "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription."),
            404 => (null, "DeploymentNotFound", "The API deployment for this resource does not exist."),
            429 => (null, "429", "Requests have exceeded the call rate limit of your current pricing tier. Please retry after 20 seconds."),
            500 => ((string?)"server_error", "InternalServerError", "The server had an error while processing your request."),
            _ => (null, status.ToString(CultureInfo.InvariantCulture), "The request failed."),
        };
        return new WireError(type, fault.Code ?? code, fault.Message ?? message);
    }

    public static byte[] Body(WireError error) => Json.Object(w => w.Object("error", () =>
    {
        w.WriteString("code", error.Code);
        w.WriteString("message", error.Message);
        if (error.Type is not null)
        {
            w.WriteNull("param");
            w.WriteString("type", error.Type);
        }
    }));
}
