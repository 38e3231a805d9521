using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.Google;

/// <summary>The usage of Gemini: the count of candidates excludes thoughts.</summary>
internal static class GeminiUsage
{
    public static MockTokens Sent(MockTokens all) => new()
    {
        Input = all.Input,
        Output = all.Output,
        Cached = all.Cached > 0 ? all.Cached : null,
        Reasoning = all.Reasoning > 0 ? all.Reasoning : null,
        AudioInput = all.AudioInput > 0 ? all.AudioInput : null,
    };

    public static void Write(Utf8JsonWriter w, MockTokens sent, string? tier) => w.Object("usageMetadata", () =>
    {
        w.WriteNumber("promptTokenCount", sent.Input!.Value);
        w.WriteNumber("candidatesTokenCount", sent.Output!.Value - (sent.Reasoning ?? 0));
        w.WriteNumber("totalTokenCount", sent.Input.Value + sent.Output.Value);
        if (sent.Cached is { } cached)
        {
            w.WriteNumber("cachedContentTokenCount", cached);
        }

        w.Array("promptTokensDetails", () =>
        {
            Modality(w, "TEXT", sent.Input.Value - (sent.AudioInput ?? 0));
            if (sent.AudioInput is { } audio)
            {
                Modality(w, "AUDIO", audio);
            }
        });
        if (sent.Reasoning is { } thoughts)
        {
            w.WriteNumber("thoughtsTokenCount", thoughts);
        }

        w.WriteString("serviceTier", tier ?? "standard");
    });

    private static void Modality(Utf8JsonWriter w, string modality, long tokens) => w.Item(() =>
    {
        w.WriteString("modality", modality);
        w.WriteNumber("tokenCount", tokens);
    });
}
