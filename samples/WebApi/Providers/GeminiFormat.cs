using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebApi.Providers;

/// <summary>Gemini, which takes the model and the streaming mode from the path.</summary>
internal sealed class GeminiFormat : ChatFormat
{
    public override HttpRequestMessage Request(ProviderCall call) => Post(
        $"v1beta/models/{Uri.EscapeDataString(call.Model)}:{(call.Streams ? "streamGenerateContent?alt=sse" : "generateContent")}",
        new JsonObject
        {
            ["contents"] = new JsonArray(new JsonObject { ["role"] = "user", ["parts"] = new JsonArray(new JsonObject { ["text"] = call.Message }) })
        });

    public override string? Text(JsonElement answer) => Delta(answer);

    public override string? Delta(JsonElement streamed) => Find(streamed, "candidates", 0, "content", "parts", 0, "text");
}
