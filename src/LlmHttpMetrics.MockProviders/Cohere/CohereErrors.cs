using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.Cohere;

/// <summary>Cohere's errors: <c>{"id","message"}</c>, with neither type nor code.</summary>
internal static class CohereErrors
{
    public static WireError Of(int status, MockFault fault) => new(null, null, fault.Message ?? status switch
    {
        401 => "invalid api token",
        404 => "model not found, make sure the correct model ID was used and that you have access to the model.",
        429 => "You are past the per minute request limit, please wait and try again later.",
        < 500 and not 200 => "invalid request",
        _ => "internal server error, this has been reported to our developers.",
    });

    public static byte[] Body(WireError error, string id) => Json.Object(w =>
    {
        w.WriteString("id", id);
        w.WriteString("message", error.Message);
    });
}
