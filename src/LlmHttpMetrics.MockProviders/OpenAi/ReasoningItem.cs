using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>Reasoning, shown as one summary.</summary>
internal sealed class ReasoningItem(string id, string text, IReadOnlyList<string> pieces) : ResponseItem(id)
{
    public override void Write(Utf8JsonWriter w, bool done)
    {
        w.WriteString("id", Id);
        w.WriteString("type", "reasoning");
        w.Array("summary", done ? () => w.Item(() => Part(w, text)) : null);
    }

    public override IEnumerable<ItemEvent> Inner()
    {
        yield return new("response.reasoning_summary_part.added", false, w => Numbered(w, () => w.Object("part", () => Part(w, ""))));
        foreach (var piece in pieces)
        {
            yield return new("response.reasoning_summary_text.delta", true, w => Numbered(w, () => w.WriteString("delta", piece)));
        }

        yield return new("response.reasoning_summary_text.done", false, w => Numbered(w, () => w.WriteString("text", text)));
        yield return new("response.reasoning_summary_part.done", false, w => Numbered(w, () => w.Object("part", () => Part(w, text))));
    }

    private static void Numbered(Utf8JsonWriter w, Action members)
    {
        w.WriteNumber("summary_index", 0);
        members();
    }

    private static void Part(Utf8JsonWriter w, string text)
    {
        w.WriteString("type", "summary_text");
        w.WriteString("text", text);
    }
}
