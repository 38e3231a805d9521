using System.Buffers.Binary;
using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>Embeddings: one vector for each input, as numbers or in Base64.</summary>
internal sealed class EmbeddingsFormat(ReplyPlan plan) : IWireFormat
{
    public string? ResponseId => null;

    public MockTokens? BodyFigures => plan.SendsUsage ? new MockTokens { Input = plan.Figures.Input } : null;

    public LedgerOutcome Outcome => LedgerOutcome.Completed;

    public byte[] Body() => Json.Object(w =>
    {
        w.WriteString("object", "list");
        w.Array("data", () =>
        {
            for (var i = 0; i < plan.Request.Facts.Inputs; i++)
            {
                Embedding(w, i);
            }
        });
        w.WriteString("model", plan.Model);
        if (plan.SendsUsage)
        {
            w.Object("usage", () =>
            {
                w.WriteNumber("prompt_tokens", plan.Figures.Input!.Value);
                w.WriteNumber("total_tokens", plan.Figures.Input.Value);
            });
        }
    });

    public IEnumerable<SseEvent>? Events() => null;

    public IEnumerable<SseEvent> ErrorEvents(WireError error) => [];

    private void Embedding(Utf8JsonWriter w, int index) => w.Item(() =>
    {
        w.WriteString("object", "embedding");
        w.WriteNumber("index", index);
        var vector = EmbeddingVector.Of(plan, index);
        if (plan.Request.Facts.Base64)
        {
            var bytes = new byte[vector.Length * sizeof(float)];
            for (var i = 0; i < vector.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), vector[i]);
            }

            w.WriteBase64String("embedding", bytes);
            return;
        }

        w.Array("embedding", () =>
        {
            foreach (var value in vector)
            {
                w.WriteNumberValue(value);
            }
        });
    });
}
