using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.Anthropic;

/// <summary>Messages: a message of content blocks; in a stream, each block is started, filled and stopped.</summary>
internal sealed class MessagesFormat(ReplyPlan plan) : IWireFormat
{
    private readonly string _id = plan.Id("msg_01", 22);
    private readonly ContentBlock[] _blocks = [.. ContentBlock.Of(plan)];

    public string ResponseId => _id;

    public MockTokens? BodyFigures => plan.SendsUsage ? MessagesUsage.Sent(plan.Figures) : null;

    public LedgerOutcome Outcome => StopReason.Outcome(plan);

    public byte[] Body() => Json.Object(w => Message(w, whole: true, plan.Figures, MessagesUsage.Sent));

    public IEnumerable<SseEvent> Events()
    {
        yield return Event(
            "message_start", EventKind.Control, w => w.Object("message", () => Message(w, whole: false, plan.Figures, MessagesUsage.SentAtStart)))
            with { Figures = plan.SendsUsage ? MessagesUsage.SentAtStart(plan.Figures) : null };
        for (var i = 0; i < _blocks.Length; i++)
        {
            foreach (var item in Block(i, _blocks[i]))
            {
                yield return item;
            }
        }

        yield return Event("message_delta", EventKind.Finish, MessageDelta) with { Figures = BodyFigures };
        yield return Event("message_stop", EventKind.Last, static _ => { });
    }

    public IEnumerable<SseEvent> ErrorEvents(WireError error)
    {
        yield return new SseEvent(EventKind.Last, AnthropicErrors.Body(error, null), "error");
    }

    private static IEnumerable<SseEvent> Block(int index, ContentBlock block)
    {
        yield return Indexed("content_block_start", index, EventKind.Control, w => w.Object("content_block", () => block.Empty(w)));
        if (index == 0)
        {
            yield return Event("ping", EventKind.Control, static _ => { });
        }

        foreach (var delta in block.Deltas)
        {
            yield return Indexed("content_block_delta", index, delta.IsContent ? EventKind.Content : EventKind.Control, w => w.Object("delta", () =>
            {
                w.WriteString("type", delta.Type);
                w.WriteString(delta.Member, delta.Piece);
            }));
        }

        yield return Indexed("content_block_stop", index, EventKind.Control, static _ => { });
    }

    private static SseEvent Indexed(string type, int index, EventKind kind, Action<Utf8JsonWriter> members) => Event(type, kind, w =>
    {
        w.WriteNumber("index", index);
        members(w);
    });

    private static SseEvent Event(string type, EventKind kind, Action<Utf8JsonWriter> members) => new(kind, Json.Object(w =>
    {
        w.WriteString("type", type);
        members(w);
    }), type);

    private void Message(Utf8JsonWriter w, bool whole, MockTokens figures, Func<MockTokens, MockTokens> sent)
    {
        w.WriteString("model", plan.Model);
        w.WriteString("id", _id);
        w.WriteString("type", "message");
        w.WriteString("role", "assistant");
        w.Array("content", () =>
        {
            foreach (var block in whole ? _blocks : [])
            {
                w.Item(() => block.Whole(w));
            }
        });
        Stop(w, whole);
        if (plan.SendsUsage)
        {
            MessagesUsage.Write(w, sent(figures), plan.Reply.ServiceTier);
        }
    }

    private void MessageDelta(Utf8JsonWriter w)
    {
        w.Object("delta", () => Stop(w, whole: true));
        if (plan.SendsUsage)
        {
            MessagesUsage.WriteDelta(w, MessagesUsage.Sent(plan.Figures));
        }
    }

    private void Stop(Utf8JsonWriter w, bool whole)
    {
        w.WriteString("stop_reason", whole ? StopReason.Of(plan) : null);
        w.WriteNull("stop_sequence");
        if (whole && StopReason.IsRefusal(plan))
        {
            w.Object("stop_details", () =>
            {
                w.WriteString("type", "refusal");
                w.WriteNull("category");
                w.WriteString("explanation", plan.Reply.Refusal);
            });
        }
    }
}
