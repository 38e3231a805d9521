using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.Ollama;

/// <summary>Writes the timings of the last document, durations in nanoseconds, and the usage.</summary>
internal static class OllamaTimings
{
    private const long PerToken = 20_000_000;
    private const long Load = 30_000_000;

    public static MockTokens Sent(MockTokens all) => new() { Input = all.Input, Output = all.Output };

    public static void Write(Utf8JsonWriter w, ReplyPlan plan)
    {
        if (!plan.SendsUsage)
        {
            return;
        }

        var (input, output) = (plan.Figures.Input!.Value, plan.Figures.Output!.Value);
        w.WriteNumber("total_duration", Load + ((input + output) * PerToken));
        w.WriteNumber("load_duration", Load);
        w.WriteNumber("prompt_eval_count", input);
        w.WriteNumber("prompt_eval_duration", input * PerToken);
        w.WriteNumber("eval_count", output);
        w.WriteNumber("eval_duration", output * PerToken);
    }
}
