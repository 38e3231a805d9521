using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>The token count of a Responses request: not an inference, so its figure is not usage.</summary>
internal sealed class InputTokens(ReplyPlan plan) : IWireFormat
{
    public string? ResponseId => null;

    public MockTokens? BodyFigures => null;

    public LedgerOutcome Outcome => LedgerOutcome.Completed;

    public byte[] Body() => Json.Object(w =>
    {
        w.WriteString("object", "response.input_tokens");
        w.WriteNumber("input_tokens", plan.Figures.Input!.Value);
    });

    public IEnumerable<SseEvent>? Events() => null;

    public IEnumerable<SseEvent> ErrorEvents(WireError error) => [];
}
