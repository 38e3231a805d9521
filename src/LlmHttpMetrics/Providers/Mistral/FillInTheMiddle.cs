using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Mistral;

/// <summary>Code between a prompt and a suffix; answered like a chat: https://docs.mistral.ai/api/endpoint/fim.</summary>
internal static class FillInTheMiddle
{
    public static readonly WireFormat Format = ChatCompletions.Create(
        ChatCompletions.Name, request: [OpenAiRequest.Input("prompt"), OpenAiRequest.Input("suffix")]);
}
