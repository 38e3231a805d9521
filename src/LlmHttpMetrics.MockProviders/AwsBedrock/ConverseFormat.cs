using System.Text.Json;
using LlmHttpMetrics.MockProviders.Anthropic;
using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.AwsBedrock;

/// <summary>Converse and ConverseStream: a message of content blocks, without id and model.</summary>
internal sealed class ConverseFormat(ReplyPlan plan) : IWireFormat
{
    private readonly ConverseBlock[] _blocks = [.. ConverseBlock.Of(plan)];

    public string? ResponseId => null;

    public IEventEncoder Encoder(SseStyle style) => new EventStreamEncoder();

    public bool NamesModel => false;

    public MockTokens? BodyFigures => plan.SendsUsage ? ConverseUsage.Sent(plan.Figures) : null;

    public LedgerOutcome Outcome => StopReason.Outcome(plan);

    public byte[] Body() => Json.Object(w =>
    {
        w.Object("output", () => w.Object("message", () =>
        {
            w.WriteString("role", "assistant");
            w.Array("content", () =>
            {
                foreach (var block in _blocks)
                {
                    w.Item(() => block.Whole(w));
                }
            });
        }));
        Stop(w);
        Metadata(w);
    });

    public IEnumerable<SseEvent> Events()
    {
        yield return Event("messageStart", EventKind.Control, static w => w.WriteString("role", "assistant"));
        for (var i = 0; i < _blocks.Length; i++)
        {
            foreach (var item in Block(i, _blocks[i]))
            {
                yield return item;
            }
        }

        yield return Event("messageStop", EventKind.Finish, Stop);
        yield return Event("metadata", EventKind.Last, Metadata) with { Figures = BodyFigures };
    }

    public IEnumerable<SseEvent> ErrorEvents(WireError error)
    {
        yield return new SseEvent(EventKind.Last, BedrockErrors.Body(error), error.Type) { IsException = true };
    }

    private static IEnumerable<SseEvent> Block(int index, ConverseBlock block)
    {
        if (block.Start is { } start)
        {
            yield return Indexed("contentBlockStart", EventKind.Control, index, w => w.Object("start", () => start(w)));
        }

        foreach (var delta in block.Deltas)
        {
            yield return Indexed("contentBlockDelta", EventKind.Content, index, w => w.Object("delta", () => delta(w)));
        }

        yield return Indexed("contentBlockStop", EventKind.Control, index, static _ => { });
    }

    private static SseEvent Indexed(string name, EventKind kind, int index, Action<Utf8JsonWriter> members) => Event(name, kind, w =>
    {
        w.WriteNumber("contentBlockIndex", index);
        members(w);
    });

    private static SseEvent Event(string name, EventKind kind, Action<Utf8JsonWriter> members) => new(kind, Json.Object(w =>
    {
        members(w);
        Padding.Write(w, name.Length);
    }), name);

    private void Stop(Utf8JsonWriter w) =>
        w.WriteString("stopReason", StopReason.IsRefusal(plan) ? plan.Reply.RawFinishReason ?? "content_filtered" : StopReason.Of(plan));

    private void Metadata(Utf8JsonWriter w)
    {
        if (BodyFigures is { } sent)
        {
            ConverseUsage.Write(w, sent);
        }

        w.Object("metrics", () => w.WriteNumber("latencyMs", 1));
    }
}
