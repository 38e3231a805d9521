using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.Anthropic;

/// <summary>One content block: thinking, text or a tool use; its empty form, its complete form, and its deltas.</summary>
internal sealed record ContentBlock(Action<Utf8JsonWriter> Empty, Action<Utf8JsonWriter> Whole, IReadOnlyList<BlockDelta> Deltas)
{
    private const string Signature = "EqkBCkYICxgCKkDo5w3BcOFDM2J7MsIKxgUfuba9NpwDavusotnNesPeZa7anZZRQjr0ND";

    public static IEnumerable<ContentBlock> Of(ReplyPlan plan)
    {
        if (plan.ReasoningPieces.Count > 0)
        {
            yield return Thinking(plan.Reply.Reasoning!, plan.ReasoningPieces);
        }

        if (plan.TextPieces.Count > 0)
        {
            yield return Text(plan.Text, plan.TextPieces);
        }

        foreach (var call in plan.Calls)
        {
            yield return ToolUse(call);
        }
    }

    private static ContentBlock Thinking(string text, IReadOnlyList<string> pieces) => new(
        w => ThinkingMembers(w, "", ""),
        w => ThinkingMembers(w, text, Signature),
        [
            .. pieces.Select(piece => new BlockDelta("thinking_delta", "thinking", piece)),
            new BlockDelta("signature_delta", "signature", Signature) { IsContent = false }
        ]);

    private static ContentBlock Text(string text, IReadOnlyList<string> pieces) => new(
        w => TextMembers(w, ""),
        w => TextMembers(w, text),
        [.. pieces.Select(piece => new BlockDelta("text_delta", "text", piece))]);

    // The first delta of a tool's input is always empty.
    private static ContentBlock ToolUse(PlannedCall call) => new(
        w => ToolMembers(w, call, "{}"),
        w => ToolMembers(w, call, call.Arguments),
        [
            new BlockDelta("input_json_delta", "partial_json", "") { IsContent = false },
            .. call.Pieces.Select(piece => new BlockDelta("input_json_delta", "partial_json", piece))
        ]);

    private static void ThinkingMembers(Utf8JsonWriter w, string text, string signature)
    {
        w.WriteString("type", "thinking");
        w.WriteString("thinking", text);
        w.WriteString("signature", signature);
    }

    private static void TextMembers(Utf8JsonWriter w, string text)
    {
        w.WriteString("type", "text");
        w.WriteString("text", text);
    }

    private static void ToolMembers(Utf8JsonWriter w, PlannedCall call, string input)
    {
        w.WriteString("type", "tool_use");
        w.WriteString("id", call.Id);
        w.WriteString("name", call.Name);
        w.WritePropertyName("input");
        w.WriteRawValue(input);
    }
}
