using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>The usage object of Chat Completions, with its two objects of details.</summary>
internal static class ChatUsage
{
    public static MockTokens Sent(MockTokens all) => all with { CacheWrite5m = null, CacheWrite1h = null };

    public static void Write(Utf8JsonWriter w, MockTokens figures) => w.Object("usage", () =>
    {
        w.WriteNumber("prompt_tokens", figures.Input!.Value);
        w.WriteNumber("completion_tokens", figures.Output!.Value);
        w.WriteNumber("total_tokens", figures.Input.Value + figures.Output.Value);
        w.Object("prompt_tokens_details", () =>
        {
            w.WriteNumber("cached_tokens", figures.Cached!.Value);
            w.WriteNumber("audio_tokens", figures.AudioInput!.Value);
        });
        w.Object("completion_tokens_details", () =>
        {
            w.WriteNumber("reasoning_tokens", figures.Reasoning!.Value);
            w.WriteNumber("audio_tokens", figures.AudioOutput!.Value);
            w.WriteNumber("accepted_prediction_tokens", figures.AcceptedPrediction!.Value);
            w.WriteNumber("rejected_prediction_tokens", figures.RejectedPrediction!.Value);
        });
    });
}
