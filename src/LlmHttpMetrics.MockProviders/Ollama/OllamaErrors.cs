using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.Ollama;

/// <summary>Ollama's errors, which consist of a message only.</summary>
internal static class OllamaErrors
{
    public static WireError Of(int status, MockFault fault) => new(null, null, fault.Message ?? status switch
    {
        404 => "model not found, try pulling it first",
        503 => "server busy, please try again.  maximum pending requests exceeded",
        < 500 and not 200 => "invalid request",
        _ => "an error was encountered while running the model",
    });

    public static byte[] Body(WireError error) => Json.Object(w => w.WriteString("error", error.Message));
}
