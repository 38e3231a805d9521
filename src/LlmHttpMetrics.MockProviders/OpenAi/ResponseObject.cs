using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>The response object: the body of an answer, and part of the first and last events of a stream.</summary>
internal sealed class ResponseObject(ReplyPlan plan, string id, IReadOnlyList<ResponseItem> items)
{
    public static bool IsIncomplete(ReplyPlan plan) => plan.Finish is MockFinish.Length or MockFinish.ContentFilter;

    public static string StatusOf(ReplyPlan plan) => IsIncomplete(plan) ? "incomplete" : "completed";

    /// <summary>Writes the members; output and usage are only included in the final state.</summary>
    public void Write(Utf8JsonWriter w, string status, WireError? error = null)
    {
        var over = status is "completed" or "incomplete";
        w.WriteString("id", id);
        w.WriteString("object", "response");
        w.WriteNumber("created_at", plan.Created);
        w.WriteString("status", status);
        w.WriteBoolean("background", false);
        Error(w, error);
        Incomplete(w, over);
        w.WriteNull("instructions");
        w.WriteNull("max_output_tokens");
        w.WriteString("model", plan.Model);
        w.Array("output", over ? () => Output(w) : null);
        w.WriteBoolean("parallel_tool_calls", true);
        w.WriteNull("previous_response_id");
        w.Object("reasoning", () =>
        {
            w.WriteNull("effort");
            w.WriteNull("summary");
        });
        w.WriteString("service_tier", over ? plan.Reply.ServiceTier ?? "default" : "auto");
        w.WriteBoolean("store", true);
        w.WriteNumber("temperature", 1.0);
        w.Object("text", () => w.Object("format", () => w.WriteString("type", "text")));
        w.WriteString("tool_choice", "auto");
        w.Array("tools");
        w.WriteNumber("top_p", 1.0);
        w.WriteString("truncation", "disabled");
        Usage(w, over);
        w.WriteNull("user");
        w.EmptyObject("metadata");
    }

    private static void Error(Utf8JsonWriter w, WireError? error)
    {
        if (error is null)
        {
            w.WriteNull("error");
            return;
        }

        w.Object("error", () =>
        {
            w.WriteString("code", error.Code ?? error.Type);
            w.WriteString("message", error.Message);
        });
    }

    private void Incomplete(Utf8JsonWriter w, bool over)
    {
        if (over && IsIncomplete(plan))
        {
            var reason = plan.Reply.RawFinishReason ?? (plan.Finish == MockFinish.Length ? "max_output_tokens" : "content_filter");
            w.Object("incomplete_details", () => w.WriteString("reason", reason));
        }
        else
        {
            w.WriteNull("incomplete_details");
        }
    }

    private void Output(Utf8JsonWriter w)
    {
        foreach (var item in items)
        {
            w.Item(() => item.Write(w, done: true));
        }
    }

    private void Usage(Utf8JsonWriter w, bool over)
    {
        if (over && plan.SendsUsage)
        {
            ResponsesUsage.Write(w, ResponsesUsage.Sent(plan.Figures));
        }
        else
        {
            w.WriteNull("usage");
        }
    }
}
