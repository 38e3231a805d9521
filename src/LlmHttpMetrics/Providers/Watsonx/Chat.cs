using LlmHttpMetrics.Json;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Watsonx;

/// <summary>OpenAI's chat with <c>model_id</c> for the model: https://cloud.ibm.com/apidocs/watsonx-ai#text-chat.</summary>
internal static class Chat
{
    public static readonly WireFormat Format = ChatCompletions.Create(
        ChatCompletions.Name, request: [new("model_id", FieldAction.Model)], answer: WatsonxAnswer.Common);
}
