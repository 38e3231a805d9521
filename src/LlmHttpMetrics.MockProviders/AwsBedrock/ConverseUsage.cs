using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.AwsBedrock;

/// <summary>The usage object of Converse: its input excludes cache reads and writes, its total includes them.</summary>
internal static class ConverseUsage
{
    public static MockTokens Sent(MockTokens all) => new()
    {
        Input = all.Input,
        Output = all.Output,
        Cached = all.Cached,
        CacheWrite5m = all.CacheWrite5m + all.CacheWrite1h,
    };

    public static void Write(Utf8JsonWriter w, MockTokens sent) => w.Object("usage", () =>
    {
        w.WriteNumber("inputTokens", sent.Input!.Value - sent.Cached!.Value - sent.CacheWrite5m!.Value);
        w.WriteNumber("outputTokens", sent.Output!.Value);
        w.WriteNumber("totalTokens", sent.Input.Value + sent.Output.Value);
        w.WriteNumber("cacheReadInputTokens", sent.Cached.Value);
        w.WriteNumber("cacheWriteInputTokens", sent.CacheWrite5m.Value);
    });
}
