using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.Anthropic;

/// <summary>A short list of models: a request that is not an inference.</summary>
internal sealed class AnthropicModels : IWireFormat
{
    private static readonly (string Id, string Name)[] Models =
    [
        ("claude-sonnet-4-5-20250929", "Claude Sonnet 4.5"), ("claude-haiku-4-5-20251001", "Claude Haiku 4.5")
    ];

    public string? ResponseId => null;

    public MockTokens? BodyFigures => null;

    public LedgerOutcome Outcome => LedgerOutcome.Completed;

    public byte[] Body() => Json.Object(w =>
    {
        w.Array("data", () =>
        {
            foreach (var (id, name) in Models)
            {
                w.Item(() =>
                {
                    w.WriteString("type", "model");
                    w.WriteString("id", id);
                    w.WriteString("display_name", name);
                    w.WriteString("created_at", "2025-09-29T00:00:00Z");
                });
            }
        });
        w.WriteBoolean("has_more", false);
        w.WriteString("first_id", Models[0].Id);
        w.WriteString("last_id", Models[^1].Id);
    });

    public IEnumerable<SseEvent>? Events() => null;

    public IEnumerable<SseEvent> ErrorEvents(WireError error) => [];
}
