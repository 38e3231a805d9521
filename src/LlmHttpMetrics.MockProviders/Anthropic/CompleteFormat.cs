using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.Anthropic;

/// <summary>The old <c>/v1/complete</c>: only text, and no usage.</summary>
internal sealed class CompleteFormat(ReplyPlan plan) : IWireFormat
{
    private readonly string _id = plan.Id("compl_01", 22);

    public string ResponseId => _id;

    public MockTokens? BodyFigures => null;

    /// <summary>The format has no finish reason for a filter.</summary>
    public LedgerOutcome Outcome => plan.Finish == MockFinish.Length ? LedgerOutcome.Length : LedgerOutcome.Completed;

    private string Stop => plan.Reply.RawFinishReason ?? (plan.Finish == MockFinish.Length ? "max_tokens" : "stop_sequence");

    public byte[] Body() => Completion(plan.Text, Stop);

    public IEnumerable<SseEvent> Events()
    {
        foreach (var piece in plan.TextPieces)
        {
            yield return new SseEvent(EventKind.Content, Completion(piece, null), "completion");
        }

        yield return new SseEvent(EventKind.Last, Completion("", Stop), "completion");
    }

    public IEnumerable<SseEvent> ErrorEvents(WireError error)
    {
        yield return new SseEvent(EventKind.Last, AnthropicErrors.Body(error, null), "error");
    }

    private byte[] Completion(string text, string? stop) => Json.Object(w =>
    {
        w.WriteString("type", "completion");
        w.WriteString("id", _id);
        w.WriteString("completion", text);
        w.WriteString("stop_reason", stop);
        w.WriteString("model", plan.Model);
        w.WriteString("stop", stop == "stop_sequence" ? "\n\nHuman:" : null);
        w.WriteString("log_id", _id);
    });
}
