using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>The usage object of Responses.</summary>
internal static class ResponsesUsage
{
    public static MockTokens Sent(MockTokens all) => new()
    {
        Input = all.Input,
        Output = all.Output,
        Cached = all.Cached,
        CacheWrite5m = all.CacheWrite5m + all.CacheWrite1h,
        Reasoning = all.Reasoning,
    };

    public static void Write(Utf8JsonWriter w, MockTokens sent) => w.Object("usage", () =>
    {
        w.WriteNumber("input_tokens", sent.Input!.Value);
        w.Object("input_tokens_details", () =>
        {
            w.WriteNumber("cache_write_tokens", sent.CacheWrite5m!.Value);
            w.WriteNumber("cached_tokens", sent.Cached!.Value);
        });
        w.WriteNumber("output_tokens", sent.Output!.Value);
        w.Object("output_tokens_details", () => w.WriteNumber("reasoning_tokens", sent.Reasoning!.Value));
        w.WriteNumber("total_tokens", sent.Input.Value + sent.Output.Value);
    });
}
