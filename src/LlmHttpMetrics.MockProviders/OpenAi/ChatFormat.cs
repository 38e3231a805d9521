using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>Chat Completions of OpenAI, Azure and compatible services.</summary>
internal sealed class ChatFormat(ReplyPlan plan) : IWireFormat
{
    private readonly string _id = plan.Id("chatcmpl-", 29);

    public string ResponseId => _id;

    public MockTokens? BodyFigures => plan.SendsUsage ? ChatUsage.Sent(plan.Figures) : null;

    public LedgerOutcome Outcome => FinishOutcome.Of(plan.Finish);

    public byte[] Body() => Json.Object(w =>
    {
        w.WriteString("id", _id);
        w.WriteString("object", "chat.completion");
        w.WriteNumber("created", plan.Created);
        w.WriteString("model", plan.Model);
        w.Array("choices", () =>
        {
            for (var i = 0; i < plan.Choices; i++)
            {
                Choice(w, i);
            }
        });
        if (plan.Request.Provider == MockProvider.AzureOpenAi)
        {
            AzureFilters.Prompt(w);
        }

        if (plan.SendsUsage)
        {
            ChatUsage.Write(w, plan.Figures);
        }

        w.WriteString("service_tier", plan.Reply.ServiceTier ?? "default");
        w.WriteString("system_fingerprint", "fp_560af6e559");
    });

    public IEnumerable<SseEvent> Events() => new ChatStream(plan, _id).Events();

    public IEnumerable<SseEvent> ErrorEvents(WireError error)
    {
        yield return new SseEvent(EventKind.Last, OpenAiErrors.Body(error));
    }

    private void Choice(Utf8JsonWriter w, int index) => w.Item(() =>
    {
        w.WriteNumber("index", index);
        w.Object("message", () => Message(w));
        w.WriteNull("logprobs");
        w.WriteString("finish_reason", OpenAiFinish.Of(plan));
        if (plan.Request.Provider == MockProvider.AzureOpenAi)
        {
            AzureFilters.Choice(w);
        }
    });

    private void Message(Utf8JsonWriter w)
    {
        w.WriteString("role", "assistant");
        w.WriteString("content", plan.Text.Length > 0 ? plan.Text : null);
        if (plan.Reply.Reasoning is { } reasoning)
        {
            w.WriteString("reasoning_content", reasoning);
        }

        if (plan.Calls.Count > 0)
        {
            w.Array("tool_calls", () =>
            {
                foreach (var call in plan.Calls)
                {
                    w.Item(() => ChatToolCall.Write(w, call.Id, call.Name, call.Arguments));
                }
            });
        }

        w.WriteString("refusal", plan.Reply.Refusal);
        w.Array("annotations");
    }
}
