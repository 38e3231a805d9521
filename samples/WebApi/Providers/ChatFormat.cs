using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebApi.Providers;

/// <summary>Writes requests in a provider's format and reads text from its answers. It contains no monitoring code.</summary>
internal abstract class ChatFormat
{
    public static ChatFormat Of(WireFormat format) => format switch
    {
        WireFormat.Anthropic => new AnthropicFormat(),
        WireFormat.Gemini => new GeminiFormat(),
        _ => new OpenAiFormat(),
    };

    public abstract HttpRequestMessage Request(ProviderCall call);

    /// <summary>The text of an answer that was not streamed.</summary>
    public abstract string? Text(JsonElement answer);

    /// <summary>The text of one event of a stream; null if it has none.</summary>
    public abstract string? Delta(JsonElement streamed);

    protected static HttpRequestMessage Post(string path, JsonObject body) =>
        new(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    protected static JsonArray UserSays(string message) => [new JsonObject { ["role"] = "user", ["content"] = message }];

    /// <summary>The string at the end of a path of members and indexes; null if there is none.</summary>
    protected static string? Find(JsonElement element, params ReadOnlySpan<object> path)
    {
        foreach (var step in path)
        {
            if (step is string name && element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member))
            {
                element = member;
            }
            else if (step is int place && element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > place)
            {
                element = element[place];
            }
            else
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }
}
