using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.OpenAi;

/// <summary>
/// Decisions, answers to questions with a closed set of answers: OpenAI's (https://platform.openai.com/docs/guides/decisions) and the System One
/// form of them (https://docs.litellm.ai/docs/decisions/systemone_format), which OpenRouter, Ollama and others serve. Neither is streamed. Each
/// of OpenAI's answers may be a refusal.
/// </summary>
internal static class Decisions
{
    public static readonly WireFormat Format = new(
        "openai.decisions",
        request:
        [
            .. OpenAiRequest.Common,
            OpenAiRequest.Input("input"),
            OpenAiRequest.Input("input[*].content"),
            OpenAiRequest.Input("input[*].content[*].text"),
            new("input[*].content[*].image_url", FieldAction.Image),
            OpenAiRequest.Input("state"),
            new("questions", FieldAction.Evidence, (byte)RequestEvidence.Questions),
            OpenAiRequest.Input("questions[*].instructions"),
        ],
        body:
        [
            .. OpenAiAnswer.Common,
            new("answers[*]", FieldAction.Part),
            new("answers[*].type", FieldAction.PartType),
        ],
        events: OpenAiAnswer.Common,
        bodyUsage: [OpenAiAnswer.InputOutputUsage("usage")],
        eventRules: [OpenAiAnswer.ErrorObject])
    {
        PartKinds = new([("refusal", TextKind.Refusal)]),
    };
}
