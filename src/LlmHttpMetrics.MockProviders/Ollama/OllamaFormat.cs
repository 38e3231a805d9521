using System.Globalization;
using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.Ollama;

/// <summary>
/// Ollama's chat and generate: one document per line, each with the structure of the whole answer. Tool calls are sent whole; there are no ids.
/// </summary>
internal sealed class OllamaFormat(ReplyPlan plan) : IWireFormat
{
    private readonly bool _chat = plan.Request.Operation == MockOperation.Chat;

    public string? ResponseId => null;

    public MockTokens? BodyFigures => plan.SendsUsage ? OllamaTimings.Sent(plan.Figures) : null;

    /// <summary>Ollama has no filter.</summary>
    public LedgerOutcome Outcome => plan.Finish == MockFinish.Length ? LedgerOutcome.Length : LedgerOutcome.Completed;

    private string Reason => plan.Reply.RawFinishReason ?? (plan.Finish == MockFinish.Length ? "length" : "stop");

    public byte[] Body() => Document(plan.Reply.Refusal ?? plan.Text, plan.Reply.Reasoning, plan.Calls, done: true);

    public IEnumerable<SseEvent> Events() =>
        plan.ReasoningPieces.Select(piece => Document("", piece, [], done: false))
            .Concat(plan.RefusalPieces.Concat(plan.TextPieces).Select(piece => Document(piece, null, [], done: false)))
            .Concat(_chat ? plan.Calls.Select(call => Document("", null, [call], done: false)) : [])
            .Select(line => new SseEvent(EventKind.Content, line))
            .Append(new SseEvent(EventKind.Last, Document("", null, [], done: true)) { Figures = BodyFigures });

    public IEventEncoder Encoder(SseStyle style) => new LinesEncoder();

    public IEnumerable<SseEvent> ErrorEvents(WireError error)
    {
        yield return new SseEvent(EventKind.Last, OllamaErrors.Body(error));
    }

    private byte[] Document(string text, string? thinking, IReadOnlyList<PlannedCall> calls, bool done) => Json.Object(w =>
    {
        w.WriteString("model", plan.Model);
        w.WriteString("created_at", plan.Now.ToString("O", CultureInfo.InvariantCulture));
        if (_chat)
        {
            w.Object("message", () =>
            {
                w.WriteString("role", "assistant");
                Content(w, "content", text, thinking);
                Calls(w, calls);
            });
        }
        else
        {
            Content(w, "response", text, thinking);
        }

        if (done)
        {
            w.WriteString("done_reason", Reason);
        }

        w.WriteBoolean("done", done);
        if (done)
        {
            OllamaTimings.Write(w, plan);
        }
    });

    private static void Content(Utf8JsonWriter w, string member, string text, string? thinking)
    {
        w.WriteString(member, text);
        if (thinking is not null)
        {
            w.WriteString("thinking", thinking);
        }
    }

    private static void Calls(Utf8JsonWriter w, IReadOnlyList<PlannedCall> calls)
    {
        if (calls.Count == 0)
        {
            return;
        }

        w.Array("tool_calls", () =>
        {
            foreach (var call in calls)
            {
                w.Item(() => w.Object("function", () =>
                {
                    w.WriteString("name", call.Name);
                    w.WritePropertyName("arguments");
                    w.WriteRawValue(call.Arguments);
                }));
            }
        });
    }
}
