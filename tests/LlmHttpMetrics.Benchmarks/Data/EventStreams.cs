using System.Text.Json;
using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Benchmarks.Data;

/// <summary>Answers received as AWS event streams: recorded ones if the corpus is available, otherwise the mock providers'.</summary>
internal static class EventStreams
{
    public static List<RecordedBody> Load() =>
        [.. Corpus.Find() is { } file ? Corpus.ReadLines(file, "\"wire\":\"bedrock.").Select(Parse).OfType<RecordedBody>() : MockEventStreams.Record()];

    public static RecordedBody Make(string url, byte[] body) => new(new ProviderCatalogue().Find(HttpMethod.Post, new Uri(url))!.Format, body);

    private static RecordedBody? Parse(string line)
    {
        using var record = JsonDocument.Parse(line);
        var response = record.RootElement.GetProperty("response");
        return response.TryGetProperty("body_base64", out var body) && body.ValueKind == JsonValueKind.String
            ? Make(record.RootElement.GetProperty("request").GetProperty("url").GetString()!, body.GetBytesFromBase64())
            : null;
    }
}
