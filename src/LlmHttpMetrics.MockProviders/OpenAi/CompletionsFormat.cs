using System.Text;
using System.Text.Json;
using LlmHttpMetrics.MockProviders.Serving;
using LlmHttpMetrics.MockProviders.Sse;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>The old Completions: plain text, without tools and usage details.</summary>
internal sealed class CompletionsFormat(ReplyPlan plan) : IWireFormat
{
    private readonly string _id = plan.Id("cmpl-", 29);
    private readonly MockTokens _figures = new() { Input = plan.Figures.Input, Output = plan.Figures.Output };

    public string ResponseId => _id;

    public MockTokens? BodyFigures => plan.SendsUsage ? _figures : null;

    public LedgerOutcome Outcome => FinishOutcome.Of(plan.Finish);

    public byte[] Body() =>
        Completion(Enumerable.Range(0, plan.Choices).Select(i => (i, plan.Text, (string?)OpenAiFinish.Of(plan))), plan.SendsUsage, nullUsage: false);

    public IEnumerable<SseEvent> Events()
    {
        var usage = StreamUsage.IsSent(plan);
        foreach (var piece in plan.TextPieces)
        {
            for (var i = 0; i < plan.Choices; i++)
            {
                yield return new SseEvent(EventKind.Content, Completion([(i, piece, null)], false, usage));
            }
        }

        for (var i = 0; i < plan.Choices; i++)
        {
            yield return new SseEvent(EventKind.Finish, Completion([(i, "", OpenAiFinish.Of(plan))], false, usage));
        }

        if (usage)
        {
            yield return new SseEvent(EventKind.Control, Completion([], true, false)) { Figures = _figures };
        }

        yield return new SseEvent(EventKind.Last, Encoding.UTF8.GetBytes("[DONE]"));
    }

    public IEnumerable<SseEvent> ErrorEvents(WireError error)
    {
        yield return new SseEvent(EventKind.Last, OpenAiErrors.Body(error));
    }

    private byte[] Completion(IEnumerable<(int Index, string Text, string? Finish)> choices, bool usage, bool nullUsage) => Json.Object(w =>
    {
        w.WriteString("id", _id);
        w.WriteString("object", "text_completion");
        w.WriteNumber("created", plan.Created);
        w.WriteString("model", plan.Model);
        w.Array("choices", () =>
        {
            foreach (var (index, text, finish) in choices)
            {
                w.Item(() =>
                {
                    w.WriteString("text", text);
                    w.WriteNumber("index", index);
                    w.WriteNull("logprobs");
                    w.WriteString("finish_reason", finish);
                });
            }
        });
        if (usage)
        {
            Usage(w);
        }
        else if (nullUsage)
        {
            w.WriteNull("usage");
        }
    });

    private void Usage(Utf8JsonWriter w) => w.Object("usage", () =>
    {
        w.WriteNumber("prompt_tokens", _figures.Input!.Value);
        w.WriteNumber("completion_tokens", _figures.Output!.Value);
        w.WriteNumber("total_tokens", _figures.Input.Value + _figures.Output.Value);
    });
}
