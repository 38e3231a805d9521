using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.Cohere;

/// <summary>Rerank of version 2: billed by searches, and therefore without token figures.</summary>
internal sealed class CohereRerankFormat(ReplyPlan plan) : IWireFormat
{
    private readonly string _id = plan.Id("", 36);

    public string ResponseId => _id;

    public bool NamesModel => false;

    public MockTokens? BodyFigures => null;

    public LedgerOutcome Outcome => LedgerOutcome.Completed;

    public byte[] Body() => Json.Object(w =>
    {
        w.WriteString("id", _id);
        w.Array("results", () =>
        {
            for (var i = 0; i < plan.Request.Facts.Inputs; i++)
            {
                w.Item(() =>
                {
                    w.WriteNumber("index", i);
                    w.WriteNumber("relevance_score", 1.0 / (i + 2));
                });
            }
        });
        CohereUsage.WriteMeta(w, "search_units", plan.SendsUsage ? 1 : null);
    });

    public IEnumerable<SseEvent>? Events() => null;

    public IEnumerable<SseEvent> ErrorEvents(WireError error) => [];
}
