using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.Cohere;

/// <summary>Chat of version 2: content parts, then tool calls; in a stream, each is started, filled and ended.</summary>
internal sealed class CohereChatFormat(ReplyPlan plan) : IWireFormat
{
    private readonly string _id = plan.Id("", 36);

    public string ResponseId => _id;

    public bool NamesModel => false;

    public MockTokens? BodyFigures => plan.SendsUsage ? CohereUsage.Sent(plan.Figures) : null;

    /// <summary>Version 2 has no finish reason for a filter.</summary>
    public LedgerOutcome Outcome => plan.Finish == MockFinish.Length ? LedgerOutcome.Length : LedgerOutcome.Completed;

    private string Reason => plan.Reply.RawFinishReason ?? plan.Finish switch
    {
        MockFinish.Length => "MAX_TOKENS",
        MockFinish.ToolCalls => "TOOL_CALL",
        _ => "COMPLETE",
    };

    private IReadOnlyList<string> TextPieces => plan.Reply.Refusal is null ? plan.TextPieces : plan.RefusalPieces;

    public byte[] Body() => Json.Object(w =>
    {
        w.WriteString("id", _id);
        w.Object("message", () => Message(w));
        End(w);
    });

    public IEnumerable<SseEvent> Events()
    {
        yield return Event("message-start", EventKind.Control, w =>
        {
            w.WriteString("id", _id);
            Delta(w, () =>
            {
                w.WriteString("role", "assistant");
                w.Array("content");
                w.WriteString("tool_plan", "");
                w.Array("tool_calls");
                w.Array("citations");
            });
        });

        var index = 0;
        foreach (var item in Part(index, "thinking", plan.ReasoningPieces))
        {
            yield return item;
        }

        index += plan.ReasoningPieces.Count > 0 ? 1 : 0;
        foreach (var item in Part(index, "text", TextPieces))
        {
            yield return item;
        }

        for (var i = 0; i < plan.Calls.Count; i++)
        {
            foreach (var item in Call(i, plan.Calls[i]))
            {
                yield return item;
            }
        }

        yield return Event("message-end", EventKind.Last, w => w.Object("delta", () => End(w))) with { Figures = BodyFigures };
    }

    public IEnumerable<SseEvent> ErrorEvents(WireError error)
    {
        yield return Event("message-end", EventKind.Last, w => w.Object("delta", () =>
        {
            w.WriteString("error", error.Message);
            w.WriteString("finish_reason", "ERROR");
        }));
    }

    private static IEnumerable<SseEvent> Part(int index, string type, IReadOnlyList<string> pieces)
    {
        if (pieces.Count == 0)
        {
            yield break;
        }

        yield return Indexed("content-start", index, EventKind.Control, w => w.Object("content", () =>
        {
            w.WriteString("type", type);
            w.WriteString(type, "");
        }));
        foreach (var piece in pieces)
        {
            yield return Indexed("content-delta", index, EventKind.Content, w => w.Object("content", () => w.WriteString(type, piece)));
        }

        yield return Event("content-end", EventKind.Control, w => w.WriteNumber("index", index));
    }

    private static IEnumerable<SseEvent> Call(int index, PlannedCall call)
    {
        yield return Indexed("tool-call-start", index, EventKind.Control, w => w.Object("tool_calls", () => Call(w, call, "")));
        foreach (var piece in call.Pieces)
        {
            yield return Indexed("tool-call-delta", index, EventKind.Content, w =>
                w.Object("tool_calls", () => w.Object("function", () => w.WriteString("arguments", piece))));
        }

        yield return Event("tool-call-end", EventKind.Control, w => w.WriteNumber("index", index));
    }

    private static void Call(Utf8JsonWriter w, PlannedCall call, string arguments)
    {
        w.WriteString("id", call.Id);
        w.WriteString("type", "function");
        w.Object("function", () =>
        {
            w.WriteString("name", call.Name);
            w.WriteString("arguments", arguments);
        });
    }

    private static SseEvent Indexed(string type, int index, EventKind kind, Action<Utf8JsonWriter> message) => Event(type, kind, w =>
    {
        w.WriteNumber("index", index);
        Delta(w, () => message(w));
    });

    private static void Delta(Utf8JsonWriter w, Action message) => w.Object("delta", () => w.Object("message", message));

    private static SseEvent Event(string type, EventKind kind, Action<Utf8JsonWriter> members) => new(kind, Json.Object(w =>
    {
        w.WriteString("type", type);
        members(w);
    }), type);

    private void Message(Utf8JsonWriter w)
    {
        w.WriteString("role", "assistant");
        w.Array("content", () =>
        {
            Content(w, "thinking", plan.Reply.Reasoning);
            Content(w, "text", plan.Reply.Refusal ?? plan.Text);
        });
        if (plan.Calls.Count > 0)
        {
            w.Array("tool_calls", () =>
            {
                foreach (var call in plan.Calls)
                {
                    w.Item(() => Call(w, call, call.Arguments));
                }
            });
        }
    }

    private static void Content(Utf8JsonWriter w, string type, string? text)
    {
        if (text is { Length: > 0 })
        {
            w.Item(() =>
            {
                w.WriteString("type", type);
                w.WriteString(type, text);
            });
        }
    }

    private void End(Utf8JsonWriter w)
    {
        w.WriteString("finish_reason", Reason);
        if (BodyFigures is { } figures)
        {
            CohereUsage.Write(w, figures);
        }
    }
}
