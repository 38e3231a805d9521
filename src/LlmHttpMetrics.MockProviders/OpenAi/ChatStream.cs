using System.Text;
using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>
/// The chunks of a streamed chat completion: role, content in pieces with the choices in turn, finish reason, usage if requested, <c>[DONE]</c>.
/// Azure begins with a chunk that contains the results of its filters, but neither id nor model.
/// </summary>
internal sealed class ChatStream(ReplyPlan plan, string id)
{
    private static readonly byte[] Done = Encoding.UTF8.GetBytes("[DONE]");

    private readonly bool _azure = plan.Request.Provider == MockProvider.AzureOpenAi;
    private readonly bool _usage = StreamUsage.IsSent(plan);

    public IEnumerable<SseEvent> Events()
    {
        if (_azure)
        {
            yield return new SseEvent(EventKind.Control, AzurePreamble());
        }

        foreach (var item in EachChoice(Role).Concat(Content()).Concat(EachChoice(Finish)))
        {
            yield return item;
        }

        if (_usage)
        {
            yield return new SseEvent(EventKind.Control, Chunk(null, w => ChatUsage.Write(w, plan.Figures))) { Figures = ChatUsage.Sent(plan.Figures) };
        }

        yield return new SseEvent(EventKind.Last, Done);
    }

    private static byte[] AzurePreamble() => Json.Object(w =>
    {
        w.Array("choices");
        w.WriteNumber("created", 0);
        w.WriteString("id", "");
        w.WriteString("model", "");
        w.WriteString("object", "");
        AzureFilters.Prompt(w);
    });

    private IEnumerable<SseEvent> Content()
    {
        foreach (var item in Pieces("reasoning_content", plan.ReasoningPieces)
            .Concat(Pieces("content", plan.TextPieces))
            .Concat(Pieces("refusal", plan.RefusalPieces)))
        {
            yield return item;
        }

        for (var n = 0; n < plan.Calls.Count; n++)
        {
            var (index, call) = (n, plan.Calls[n]);
            foreach (var item in EachChoice(i => Call(EventKind.Control, i, index, w => ChatToolCall.Write(w, call.Id, call.Name, ""))))
            {
                yield return item;
            }

            foreach (var item in call.Pieces.SelectMany(
                piece => EachChoice(i => Call(EventKind.Content, i, index, w => w.Object("function", () => w.WriteString("arguments", piece))))))
            {
                yield return item;
            }
        }
    }

    private IEnumerable<SseEvent> Pieces(string member, IReadOnlyList<string> pieces) =>
        pieces.SelectMany(piece => EachChoice(i => Delta(EventKind.Content, i, w => w.WriteString(member, piece))));

    private IEnumerable<SseEvent> EachChoice(Func<int, SseEvent> make) => Enumerable.Range(0, plan.Choices).Select(make);

    private SseEvent Role(int choice) => Delta(EventKind.Control, choice, w =>
    {
        w.WriteString("role", "assistant");
        w.WriteString("content", plan.Calls.Count > 0 && plan.Text.Length == 0 ? null : "");
        w.WriteNull("refusal");
    });

    private SseEvent Call(EventKind kind, int choice, int index, Action<Utf8JsonWriter> members) =>
        Delta(kind, choice, w => w.Array("tool_calls", () => w.Item(() =>
        {
            w.WriteNumber("index", index);
            members(w);
        })));

    private SseEvent Finish(int choice) => Delta(EventKind.Finish, choice, static _ => { }, OpenAiFinish.Of(plan));

    private SseEvent Delta(EventKind kind, int choice, Action<Utf8JsonWriter> delta, string? finish = null) => new(kind, Chunk(w => w.Item(() =>
    {
        w.WriteNumber("index", choice);
        w.Object("delta", () => delta(w));
        w.WriteNull("logprobs");
        w.WriteString("finish_reason", finish);
        if (_azure)
        {
            AzureFilters.Choice(w);
        }
    })));

    private byte[] Chunk(Action<Utf8JsonWriter>? choice, Action<Utf8JsonWriter>? usage = null) => Json.Object(w =>
    {
        w.WriteString("id", id);
        w.WriteString("object", "chat.completion.chunk");
        w.WriteNumber("created", plan.Created);
        w.WriteString("model", plan.Model);
        w.WriteString("service_tier", plan.Reply.ServiceTier ?? "default");
        w.WriteString("system_fingerprint", "fp_560af6e559");
        w.Array("choices", () => choice?.Invoke(w));
        if (usage is not null)
        {
            usage(w);
        }
        else if (_usage)
        {
            w.WriteNull("usage");
        }

        Obfuscation.Write(w, plan);
    });
}
