using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>The padding of varying length with which OpenAI hides the length of tokens.</summary>
internal static class Obfuscation
{
    private const int MaxLength = 16;

    public static void Write(Utf8JsonWriter w, ReplyPlan plan)
    {
        if (plan.Request.Facts.Obfuscate)
        {
            var random = plan.NewId("", MaxLength);
            w.WriteString("obfuscation", random[..(random[0] % MaxLength)]);
        }
    }
}
