using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.AwsBedrock;

/// <summary>One content block of Converse: its complete form, its start event if it has one, and its deltas.</summary>
internal sealed record ConverseBlock(Action<Utf8JsonWriter> Whole, Action<Utf8JsonWriter>? Start, IReadOnlyList<Action<Utf8JsonWriter>> Deltas)
{
    public static IEnumerable<ConverseBlock> Of(ReplyPlan plan)
    {
        if (plan.ReasoningPieces.Count > 0)
        {
            yield return new ConverseBlock(
                w => w.Object("reasoningContent", () => w.Object("reasoningText", () => w.WriteString("text", plan.Reply.Reasoning))),
                null,
                [.. plan.ReasoningPieces.Select(piece => (Action<Utf8JsonWriter>)(w => w.Object("reasoningContent", () => w.WriteString("text", piece))))]);
        }

        var pieces = plan.RefusalPieces.Count > 0 ? plan.RefusalPieces : plan.TextPieces;
        if (pieces.Count > 0)
        {
            yield return new ConverseBlock(
                w => w.WriteString("text", string.Concat(pieces)),
                null,
                [.. pieces.Select(piece => (Action<Utf8JsonWriter>)(w => w.WriteString("text", piece)))]);
        }

        foreach (var call in plan.Calls)
        {
            yield return ToolUse(call);
        }
    }

    private static ConverseBlock ToolUse(PlannedCall call) => new(
        w => w.Object("toolUse", () =>
        {
            Name(w, call);
            w.WritePropertyName("input");
            w.WriteRawValue(call.Arguments);
        }),
        w => w.Object("toolUse", () => Name(w, call)),
        [.. call.Pieces.Select(piece => (Action<Utf8JsonWriter>)(w => w.Object("toolUse", () => w.WriteString("input", piece))))]);

    private static void Name(Utf8JsonWriter w, PlannedCall call)
    {
        w.WriteString("toolUseId", call.Id);
        w.WriteString("name", call.Name);
    }
}
