using LlmHttpMetrics.MockProviders.Anthropic;
using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.AwsBedrock;

/// <summary>InvokeModel and InvokeModelWithResponseStream with Anthropic's bodies, each event of a stream wrapped in Base64.</summary>
internal sealed class InvokeFormat(ReplyPlan plan) : IWireFormat
{
    private readonly MessagesFormat _messages = new(plan);

    public string? ResponseId => _messages.ResponseId;

    public IEventEncoder Encoder(SseStyle style) => new EventStreamEncoder();

    public MockTokens? BodyFigures => _messages.BodyFigures;

    public LedgerOutcome Outcome => _messages.Outcome;

    public byte[] Body() => _messages.Body();

    public IEnumerable<SseEvent> Events() => _messages.Events().Where(item => item.Name != "ping").Select(Wrap);

    public IEnumerable<SseEvent> ErrorEvents(WireError error)
    {
        yield return new SseEvent(EventKind.Last, BedrockErrors.Body(error), error.Type) { IsException = true };
    }

    private SseEvent Wrap(SseEvent item)
    {
        var data = item.Kind == EventKind.Last ? MessageStop() : item.Data;
        return item with
        {
            Name = "chunk",
            Data = Json.Object(w =>
            {
                w.WriteBase64String("bytes", data);
                Padding.Write(w, data.Length);
            }),
        };
    }

    private byte[] MessageStop() => Json.Object(w =>
    {
        w.WriteString("type", "message_stop");
        if (BodyFigures is { } sent)
        {
            w.Object("amazon-bedrock-invocationMetrics", () =>
            {
                w.WriteNumber("inputTokenCount", sent.Input!.Value - sent.Cached!.Value - sent.CacheWrite5m!.Value - sent.CacheWrite1h!.Value);
                w.WriteNumber("outputTokenCount", sent.Output!.Value);
                w.WriteNumber("invocationLatency", 2);
                w.WriteNumber("firstByteLatency", 1);
            });
        }
    });
}
