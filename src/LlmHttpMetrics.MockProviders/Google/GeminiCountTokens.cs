using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.Google;

/// <summary>The token count of a prompt: not an inference, so its figure is not usage.</summary>
internal sealed class GeminiCountTokens(ReplyPlan plan) : IWireFormat
{
    public string? ResponseId => null;

    public MockTokens? BodyFigures => null;

    public LedgerOutcome Outcome => LedgerOutcome.Completed;

    public byte[] Body() => Json.Object(w => w.WriteNumber("totalTokens", plan.Figures.Input!.Value));

    public IEnumerable<SseEvent>? Events() => null;

    public IEnumerable<SseEvent> ErrorEvents(WireError error) => [];
}
