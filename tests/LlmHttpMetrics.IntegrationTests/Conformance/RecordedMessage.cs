using System.Text;
using System.Text.Json;

namespace LlmHttpMetrics.IntegrationTests.Conformance;

/// <summary>A request or response as it was recorded.</summary>
internal sealed record RecordedMessage(string? Method, string? Url, int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public static RecordedMessage Parse(JsonElement element) => new(
        element.TryGetProperty("method", out var method) ? method.GetString() : null,
        element.TryGetProperty("url", out var url) ? url.GetString() : null,
        element.TryGetProperty("status", out var status) ? status.GetInt32() : 0,
        element.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.ToString()),
        element.TryGetProperty("body_base64", out var coded) && coded.ValueKind == JsonValueKind.String ? coded.GetBytesFromBase64()
            : element.TryGetProperty("body", out var text) && text.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(text.GetString()!)
            : []);
}
