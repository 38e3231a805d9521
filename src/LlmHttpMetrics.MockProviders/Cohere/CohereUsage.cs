using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.Cohere;

/// <summary>Cohere's figures: the billed tokens, and the consumed tokens, which include the frame of the prompt.</summary>
internal static class CohereUsage
{
    private const long FrameIn = 68;
    private const long FrameOut = 3;

    /// <summary>The billed figures are the ones to measure.</summary>
    public static MockTokens Sent(MockTokens all) => new() { Input = all.Input, Output = all.Output, Cached = all.Cached };

    public static void Write(Utf8JsonWriter w, MockTokens sent) => w.Object("usage", () =>
    {
        w.Object("billed_units", () =>
        {
            w.WriteNumber("input_tokens", sent.Input!.Value);
            w.WriteNumber("output_tokens", sent.Output!.Value);
        });
        w.Object("tokens", () =>
        {
            w.WriteNumber("input_tokens", sent.Input!.Value + FrameIn);
            w.WriteNumber("output_tokens", sent.Output!.Value + FrameOut);
        });
        w.WriteNumber("cached_tokens", sent.Cached!.Value);
    });

    /// <summary>Writes the meta object of answers that generate nothing.</summary>
    public static void WriteMeta(Utf8JsonWriter w, string unit, long? billed) => w.Object("meta", () =>
    {
        w.Object("api_version", () => w.WriteString("version", "2"));
        if (billed is { } units)
        {
            w.Object("billed_units", () => w.WriteNumber(unit, units));
        }
    });
}
