using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.Anthropic;

/// <summary>The usage object of Messages: its input excludes cache reads and writes.</summary>
internal static class MessagesUsage
{
    /// <summary>The output count at the beginning of a stream, before anything is counted.</summary>
    public const long InitialOutput = 1;

    public static MockTokens Sent(MockTokens all) => new()
    {
        Input = all.Input,
        Output = all.Output,
        Cached = all.Cached,
        CacheWrite5m = all.CacheWrite5m,
        CacheWrite1h = all.CacheWrite1h,
        Reasoning = all.Reasoning > 0 ? all.Reasoning : null,
    };

    public static MockTokens SentAtStart(MockTokens all) => Sent(all) with { Output = InitialOutput, Reasoning = null };

    /// <summary>Writes the whole object, for a body or <c>message_start</c>.</summary>
    public static void Write(Utf8JsonWriter w, MockTokens sent, string? tier) => w.Object("usage", () =>
    {
        Input(w, sent);
        w.Object("cache_creation", () =>
        {
            w.WriteNumber("ephemeral_5m_input_tokens", sent.CacheWrite5m!.Value);
            w.WriteNumber("ephemeral_1h_input_tokens", sent.CacheWrite1h!.Value);
        });
        Output(w, sent);
        w.WriteString("service_tier", tier ?? "standard");
    });

    /// <summary>Writes the usage of <c>message_delta</c>; its output count is the total so far.</summary>
    public static void WriteDelta(Utf8JsonWriter w, MockTokens sent) => w.Object("usage", () =>
    {
        Input(w, sent);
        Output(w, sent);
    });

    private static void Input(Utf8JsonWriter w, MockTokens sent)
    {
        var written = sent.CacheWrite5m!.Value + sent.CacheWrite1h!.Value;
        w.WriteNumber("input_tokens", sent.Input!.Value - sent.Cached!.Value - written);
        w.WriteNumber("cache_creation_input_tokens", written);
        w.WriteNumber("cache_read_input_tokens", sent.Cached.Value);
    }

    private static void Output(Utf8JsonWriter w, MockTokens sent)
    {
        w.WriteNumber("output_tokens", sent.Output!.Value);
        if (sent.Reasoning is { } thinking)
        {
            w.Object("output_tokens_details", () => w.WriteNumber("thinking_tokens", thinking));
        }
    }
}
