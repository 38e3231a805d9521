using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>A short list of models: a request that is not an inference.</summary>
internal sealed class OpenAiModels : IWireFormat
{
    private static readonly string[] Models = ["gpt-4.1-mini", "gpt-5", "text-embedding-3-small"];

    public string? ResponseId => null;

    public MockTokens? BodyFigures => null;

    public LedgerOutcome Outcome => LedgerOutcome.Completed;

    public byte[] Body() => Json.Object(w =>
    {
        w.WriteString("object", "list");
        w.Array("data", () =>
        {
            foreach (var model in Models)
            {
                w.Item(() =>
                {
                    w.WriteString("id", model);
                    w.WriteString("object", "model");
                    w.WriteNumber("created", 1_744_318_173);
                    w.WriteString("owned_by", "system");
                });
            }
        });
    });

    public IEnumerable<SseEvent>? Events() => null;

    public IEnumerable<SseEvent> ErrorEvents(WireError error) => [];
}
