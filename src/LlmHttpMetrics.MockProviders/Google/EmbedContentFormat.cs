using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.Google;

/// <summary>Embeddings of Gemini: one, or one for each request of a batch. They do not name the model.</summary>
internal sealed class EmbedContentFormat(ReplyPlan plan) : IWireFormat
{
    public string? ResponseId => null;

    public bool NamesModel => false;

    public MockTokens? BodyFigures => plan.SendsUsage ? new MockTokens { Input = plan.Figures.Input } : null;

    public LedgerOutcome Outcome => LedgerOutcome.Completed;

    public byte[] Body() => Json.Object(w =>
    {
        if (plan.Request.Path.EndsWith(":embedContent", StringComparison.Ordinal))
        {
            w.Object("embedding", () => Values(w, 0));
        }
        else
        {
            w.Array("embeddings", () =>
            {
                for (var i = 0; i < plan.Request.Facts.Inputs; i++)
                {
                    var index = i;
                    w.Item(() => Values(w, index));
                }
            });
        }

        if (plan.SendsUsage)
        {
            w.Object("usageMetadata", () => w.WriteNumber("promptTokenCount", plan.Figures.Input!.Value));
        }
    });

    public IEnumerable<SseEvent>? Events() => null;

    public IEnumerable<SseEvent> ErrorEvents(WireError error) => [];

    private void Values(Utf8JsonWriter w, int index) => w.Array("values", () => EmbeddingVector.Write(w, plan, index));
}
