using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>A function call.</summary>
internal sealed class FunctionCallItem(string id, PlannedCall call) : ResponseItem(id)
{
    public override void Write(Utf8JsonWriter w, bool done)
    {
        w.WriteString("id", Id);
        w.WriteString("type", "function_call");
        w.WriteString("status", done ? "completed" : "in_progress");
        w.WriteString("arguments", done ? call.Arguments : "");
        w.WriteString("call_id", call.Id);
        w.WriteString("name", call.Name);
    }

    public override IEnumerable<ItemEvent> Inner()
    {
        foreach (var piece in call.Pieces)
        {
            yield return new("response.function_call_arguments.delta", true, w => w.WriteString("delta", piece));
        }

        yield return new("response.function_call_arguments.done", false, w => w.WriteString("arguments", call.Arguments));
    }
}
