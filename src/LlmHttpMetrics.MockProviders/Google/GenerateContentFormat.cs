using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.Google;

/// <summary>Gemini's content: candidates with parts; in a stream, each event is an answer of its own with one or two parts.</summary>
internal sealed class GenerateContentFormat(ReplyPlan plan) : IWireFormat
{
    private readonly string _id = plan.Id("", 22);

    public string ResponseId => _id;

    public MockTokens? BodyFigures => plan.SendsUsage ? GeminiUsage.Sent(plan.Figures) : null;

    public LedgerOutcome Outcome => IsFiltered ? LedgerOutcome.ContentFilter : FinishOutcome.Of(plan.Finish);

    private bool IsFiltered => plan.Reply.Refusal is not null || plan.Finish == MockFinish.ContentFilter;

    private string Reason => plan.Reply.RawFinishReason ?? (IsFiltered ? "SAFETY" : plan.Finish == MockFinish.Length ? "MAX_TOKENS" : "STOP");

    public byte[] Body() => Answer(Enumerable.Range(0, plan.Choices), w =>
    {
        Thought(w, plan.Reply.Reasoning);
        Text(w, plan.Text);
        foreach (var call in plan.Calls)
        {
            Call(w, call);
        }
    }, Reason, BodyFigures);

    public IEnumerable<SseEvent> Events() =>
        plan.ReasoningPieces.SelectMany(piece => Each(w => Thought(w, piece)))
            .Concat(plan.TextPieces.SelectMany(piece => Each(w => Text(w, piece))))
            .Concat(plan.Calls.SelectMany(call => Each(w => Call(w, call))))
            .Append(new SseEvent(EventKind.Last, Answer(Enumerable.Range(0, plan.Choices), w => w.Item(() => w.WriteString("text", "")), Reason, BodyFigures))
            {
                Figures = BodyFigures
            });

    public IEventEncoder Encoder(SseStyle style) =>
        plan.Request.Query.Contains("alt=sse", StringComparison.Ordinal) ? new SseEncoder(style) : new ArrayEncoder();

    public IEnumerable<SseEvent> ErrorEvents(WireError error)
    {
        yield return new SseEvent(EventKind.Last, GoogleErrors.Body(error));
    }

    private static void Text(Utf8JsonWriter w, string text)
    {
        if (text.Length > 0)
        {
            w.Item(() => w.WriteString("text", text));
        }
    }

    private static void Thought(Utf8JsonWriter w, string? text)
    {
        if (text is not null)
        {
            w.Item(() =>
            {
                w.WriteString("text", text);
                w.WriteBoolean("thought", true);
            });
        }
    }

    private static void Call(Utf8JsonWriter w, PlannedCall call) => w.Item(() => w.Object("functionCall", () =>
    {
        w.WriteString("name", call.Name);
        w.WritePropertyName("args");
        w.WriteRawValue(call.Arguments);
    }));

    private IEnumerable<SseEvent> Each(Action<Utf8JsonWriter> part) =>
        Enumerable.Range(0, plan.Choices).Select(choice => new SseEvent(EventKind.Content, Answer([choice], part, null, null)));

    private byte[] Answer(IEnumerable<int> choices, Action<Utf8JsonWriter> parts, string? reason, MockTokens? usage) => Json.Object(w =>
    {
        w.Array("candidates", () =>
        {
            foreach (var choice in choices)
            {
                w.Item(() => Candidate(w, choice, parts, reason));
            }
        });
        if (usage is not null)
        {
            GeminiUsage.Write(w, usage, plan.Reply.ServiceTier);
        }

        w.WriteString("modelVersion", plan.Model);
        w.WriteString("responseId", _id);
    });

    private static void Candidate(Utf8JsonWriter w, int choice, Action<Utf8JsonWriter> parts, string? reason)
    {
        w.Object("content", () =>
        {
            w.Array("parts", () => parts(w));
            w.WriteString("role", "model");
        });
        if (reason is not null)
        {
            w.WriteString("finishReason", reason);
        }

        w.WriteNumber("index", choice);
    }
}
