using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>One item of a response's output: its initial and its final form, and the events between them.</summary>
internal abstract class ResponseItem(string id)
{
    public string Id { get; } = id;

    public static IReadOnlyList<ResponseItem> Of(ReplyPlan plan)
    {
        var items = new List<ResponseItem>();
        if (plan.ReasoningPieces.Count > 0)
        {
            items.Add(new ReasoningItem(plan.NewId("rs_", 50), plan.Reply.Reasoning!, plan.ReasoningPieces));
        }

        if (plan.RefusalPieces.Count > 0)
        {
            items.Add(MessageItem.Refusal(plan.NewId("msg_", 50), plan.Reply.Refusal!, plan.RefusalPieces, plan));
        }
        else if (plan.TextPieces.Count > 0)
        {
            items.Add(MessageItem.Text(plan.NewId("msg_", 50), plan.Text, plan.TextPieces, plan));
        }

        items.AddRange(plan.Calls.Select(call => new FunctionCallItem(plan.NewId("fc_", 50), call)));
        return items;
    }

    /// <summary>Writes the item's members.</summary>
    public abstract void Write(Utf8JsonWriter w, bool done);

    /// <summary>The events between <c>output_item.added</c> and <c>output_item.done</c>.</summary>
    public abstract IEnumerable<ItemEvent> Inner();
}
