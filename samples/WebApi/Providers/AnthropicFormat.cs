using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebApi.Providers;

/// <summary>Anthropic's Messages.</summary>
internal sealed class AnthropicFormat : ChatFormat
{
    public override HttpRequestMessage Request(ProviderCall call)
    {
        var request = Post("v1/messages", new JsonObject
        {
            ["model"] = call.Model,
            ["max_tokens"] = 1024,
            ["messages"] = UserSays(call.Message),
            ["stream"] = call.Streams,
        });
        request.Headers.Add("anthropic-version", "2023-06-01");
        return request;
    }

    public override string? Text(JsonElement answer) => Find(answer, "content", 0, "text");

    public override string? Delta(JsonElement streamed) => Find(streamed, "delta", "text");
}
