using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>Responses: each event is named by its type and numbered, and the first and the last contain the whole response object.</summary>
internal sealed class ResponsesFormat : IWireFormat
{
    private readonly ReplyPlan _plan;
    private readonly IReadOnlyList<ResponseItem> _items;
    private readonly ResponseObject _response;
    private int _sequence;

    public ResponsesFormat(ReplyPlan plan)
    {
        _plan = plan;
        ResponseId = plan.Id("resp_", 50);
        _items = ResponseItem.Of(plan);
        _response = new ResponseObject(plan, ResponseId, _items);
    }

    public string ResponseId { get; }

    public MockTokens? BodyFigures => _plan.SendsUsage ? ResponsesUsage.Sent(_plan.Figures) : null;

    public LedgerOutcome Outcome => FinishOutcome.Of(_plan.Finish);

    public byte[] Body() => Json.Object(w => _response.Write(w, ResponseObject.StatusOf(_plan)));

    public IEnumerable<SseEvent> Events()
    {
        yield return Response("response.created", "in_progress", EventKind.Control);
        yield return Response("response.in_progress", "in_progress", EventKind.Control);
        for (var n = 0; n < _items.Count; n++)
        {
            var (index, item) = (n, _items[n]);
            yield return Item("response.output_item.added", index, EventKind.Control, w => w.Object("item", () => item.Write(w, done: false)));
            foreach (var inner in item.Inner())
            {
                yield return Item(inner.Type, index, inner.IsContent ? EventKind.Content : EventKind.Control, w =>
                {
                    w.WriteString("item_id", item.Id);
                    inner.Members(w);
                });
            }

            yield return Item("response.output_item.done", index, EventKind.Control, w => w.Object("item", () => item.Write(w, done: true)));
        }

        var status = ResponseObject.StatusOf(_plan);
        yield return Response("response." + status, status, EventKind.Last) with { Figures = BodyFigures };
    }

    public IEnumerable<SseEvent> ErrorEvents(WireError error)
    {
        // The last event is not written, and its number is used again.
        _sequence--;
        yield return Event("error", EventKind.Control, w =>
        {
            w.WriteString("code", error.Code ?? error.Type);
            w.WriteString("message", error.Message);
            w.WriteNull("param");
        });
        yield return Response("response.failed", "failed", EventKind.Last, error);
    }

    private SseEvent Response(string type, string status, EventKind kind, WireError? error = null) =>
        Event(type, kind, w => w.Object("response", () => _response.Write(w, status, error)));

    private SseEvent Item(string type, int index, EventKind kind, Action<Utf8JsonWriter> members) => Event(type, kind, w =>
    {
        members(w);
        w.WriteNumber("output_index", index);
    });

    private SseEvent Event(string type, EventKind kind, Action<Utf8JsonWriter> members) => new(kind, Json.Object(w =>
    {
        w.WriteString("type", type);
        members(w);
        w.WriteNumber("sequence_number", _sequence++);
    }), type);
}
