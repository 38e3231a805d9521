using System.Globalization;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.Google;

/// <summary>Google's errors: <c>{"error":{"code":429,"message","status":"RESOURCE_EXHAUSTED"}}</c>. The code is the status as a number.</summary>
internal static class GoogleErrors
{
    public static WireError Of(int status, MockFault fault)
    {
        var (word, message) = status switch
        {
            401 => ("UNAUTHENTICATED", "Request had invalid authentication credentials."),
            403 => ("PERMISSION_DENIED", "The caller does not have permission"),
            404 => ("NOT_FOUND", "The model is not found for API version v1beta, or is not supported for generateContent."),
            429 => ("RESOURCE_EXHAUSTED", "You exceeded your current quota, please check your plan and billing details."),
            503 => ("UNAVAILABLE", "The model is overloaded. Please try again later."),
            504 => ("DEADLINE_EXCEEDED", "The request did not finish within the deadline."),
            < 500 and not 200 => ("INVALID_ARGUMENT", "The request could not be processed."),
            _ => ("INTERNAL", "An internal error has occurred."),
        };
        return new WireError(fault.Code ?? word, (status == 200 ? 500 : status).ToString(CultureInfo.InvariantCulture), fault.Message ?? message);
    }

    public static byte[] Body(WireError error) => Json.Object(w => w.Object("error", () =>
    {
        w.WriteNumber("code", int.Parse(error.Code!, CultureInfo.InvariantCulture));
        w.WriteString("message", error.Message);
        w.WriteString("status", error.Type);
    }));
}
