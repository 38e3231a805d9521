using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebApi.Providers;

/// <summary>Chat Completions of OpenAI and compatible providers.</summary>
internal sealed class OpenAiFormat : ChatFormat
{
    public override HttpRequestMessage Request(ProviderCall call)
    {
        JsonObject body = new() { ["model"] = call.Model, ["messages"] = UserSays(call.Message), ["stream"] = call.Streams };
        if (call is { Streams: true, AsksForUsage: true })
        {
            body["stream_options"] = new JsonObject { ["include_usage"] = true };
        }

        return Post("v1/chat/completions", body);
    }

    public override string? Text(JsonElement answer) => Find(answer, "choices", 0, "message", "content");

    public override string? Delta(JsonElement streamed) => Find(streamed, "choices", 0, "delta", "content");
}
