using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.Ollama;

/// <summary>Ollama's embeddings; the older path returns a single vector and neither model nor usage.</summary>
internal sealed class EmbedFormat(ReplyPlan plan) : IWireFormat
{
    private readonly bool _older = plan.Request.Path.TrimEnd('/').EndsWith("/embeddings", StringComparison.Ordinal);

    public string? ResponseId => null;

    public bool NamesModel => !_older;

    public MockTokens? BodyFigures => plan.SendsUsage && !_older ? new MockTokens { Input = plan.Figures.Input } : null;

    public LedgerOutcome Outcome => LedgerOutcome.Completed;

    public byte[] Body() => Json.Object(w =>
    {
        if (_older)
        {
            w.Array("embedding", () => EmbeddingVector.Write(w, plan, 0));
            return;
        }

        w.WriteString("model", plan.Model);
        w.Array("embeddings", () =>
        {
            for (var i = 0; i < plan.Request.Facts.Inputs; i++)
            {
                w.WriteStartArray();
                EmbeddingVector.Write(w, plan, i);
                w.WriteEndArray();
            }
        });
        w.WriteNumber("total_duration", 14_000_000);
        w.WriteNumber("load_duration", 1_000_000);
        if (BodyFigures is { } figures)
        {
            w.WriteNumber("prompt_eval_count", figures.Input!.Value);
        }
    });

    public IEnumerable<SseEvent>? Events() => null;

    public IEnumerable<SseEvent> ErrorEvents(WireError error) => [];
}
