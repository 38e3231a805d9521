using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.Cohere;

/// <summary>Embeddings of version 2: vectors by their type.</summary>
internal sealed class CohereEmbedFormat(ReplyPlan plan) : IWireFormat
{
    private const int DefaultDimensions = 16;

    private readonly string _id = plan.Id("", 36);
    private readonly int _dimensions = Math.Clamp(plan.Reply.EmbeddingDimensions ?? plan.Request.Facts.Dimensions ?? DefaultDimensions, 1, ushort.MaxValue);

    public string ResponseId => _id;

    public bool NamesModel => false;

    public MockTokens? BodyFigures => plan.SendsUsage ? new MockTokens { Input = plan.Figures.Input } : null;

    public LedgerOutcome Outcome => LedgerOutcome.Completed;

    public byte[] Body() => Json.Object(w =>
    {
        w.WriteString("id", _id);
        w.Object("embeddings", () => w.Array("float", () =>
        {
            for (var i = 0; i < plan.Request.Facts.Inputs; i++)
            {
                w.WriteStartArray();
                for (var j = 0; j < _dimensions; j++)
                {
                    w.WriteNumberValue(MathF.Sin((i * 31) + j + 1) / MathF.Sqrt(_dimensions));
                }

                w.WriteEndArray();
            }
        }));
        CohereUsage.WriteMeta(w, "input_tokens", BodyFigures?.Input);
        w.WriteString("response_type", "embeddings_by_type");
    });

    public IEnumerable<SseEvent>? Events() => null;

    public IEnumerable<SseEvent> ErrorEvents(WireError error) => [];
}
