using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>The assistant's message: one part, either text or a refusal.</summary>
internal sealed class MessageItem : ResponseItem
{
    private readonly string _content;
    private readonly IReadOnlyList<string> _pieces;
    private readonly bool _refusal;
    private readonly ReplyPlan _plan;

    private MessageItem(string id, string content, IReadOnlyList<string> pieces, bool refusal, ReplyPlan plan)
        : base(id)
    {
        _content = content;
        _pieces = pieces;
        _refusal = refusal;
        _plan = plan;
    }

    public static MessageItem Text(string id, string text, IReadOnlyList<string> pieces, ReplyPlan plan) => new(id, text, pieces, false, plan);

    public static MessageItem Refusal(string id, string text, IReadOnlyList<string> pieces, ReplyPlan plan) => new(id, text, pieces, true, plan);

    public override void Write(Utf8JsonWriter w, bool done)
    {
        w.WriteString("id", Id);
        w.WriteString("type", "message");
        w.WriteString("status", !done ? "in_progress" : ResponseObject.IsIncomplete(_plan) ? "incomplete" : "completed");
        w.Array("content", done ? () => w.Item(() => Part(w, _content)) : null);
        w.WriteString("role", "assistant");
    }

    public override IEnumerable<ItemEvent> Inner()
    {
        var kind = _refusal ? "response.refusal" : "response.output_text";
        yield return new("response.content_part.added", false, w => Numbered(w, () => w.Object("part", () => Part(w, ""))));
        foreach (var piece in _pieces)
        {
            yield return new(kind + ".delta", true, w => Numbered(w, () =>
            {
                w.WriteString("delta", piece);
                LogProbabilities(w);
                Obfuscation.Write(w, _plan);
            }));
        }

        yield return new(kind + ".done", false, w => Numbered(w, () =>
        {
            w.WriteString(_refusal ? "refusal" : "text", _content);
            LogProbabilities(w);
        }));
        yield return new("response.content_part.done", false, w => Numbered(w, () => w.Object("part", () => Part(w, _content))));
    }

    private static void Numbered(Utf8JsonWriter w, Action members)
    {
        w.WriteNumber("content_index", 0);
        members();
    }

    private void LogProbabilities(Utf8JsonWriter w)
    {
        if (!_refusal)
        {
            w.Array("logprobs");
        }
    }

    private void Part(Utf8JsonWriter w, string text)
    {
        w.WriteString("type", _refusal ? "refusal" : "output_text");
        if (_refusal)
        {
            w.WriteString("refusal", text);
            return;
        }

        w.Array("annotations");
        w.Array("logprobs");
        w.WriteString("text", text);
    }
}
