using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>The results of content filters that Azure adds to chat answers.</summary>
internal static class AzureFilters
{
    private static readonly string[] Categories = ["hate", "self_harm", "sexual", "violence"];

    public static void Prompt(Utf8JsonWriter w) => w.Array("prompt_filter_results", () => w.Item(() =>
    {
        w.WriteNumber("prompt_index", 0);
        Choice(w);
    }));

    public static void Choice(Utf8JsonWriter w) => w.Object("content_filter_results", () =>
    {
        foreach (var category in Categories)
        {
            w.Object(category, () =>
            {
                w.WriteBoolean("filtered", false);
                w.WriteString("severity", "safe");
            });
        }
    });
}
