using LlmHttpMetrics.MockProviders.Anthropic;
using LlmHttpMetrics.MockProviders.AwsBedrock;
using LlmHttpMetrics.MockProviders.Cohere;
using LlmHttpMetrics.MockProviders.Google;
using LlmHttpMetrics.MockProviders.Ollama;
using LlmHttpMetrics.MockProviders.OpenAi;
using Microsoft.AspNetCore.Http;

namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>Selects formats, errors and headers by provider and operation.</summary>
internal static class Dialect
{
    public static IWireFormat FormatOf(ReplyPlan plan) => (plan.Request.Provider, plan.Request.Operation) switch
    {
        (MockProvider.Anthropic, MockOperation.Chat) => new MessagesFormat(plan),
        (MockProvider.Anthropic, MockOperation.TextCompletion) => new CompleteFormat(plan),
        (MockProvider.Anthropic, MockOperation.Models) => new AnthropicModels(),
        (MockProvider.AwsBedrock, MockOperation.Chat) when plan.Request.IsConverse => new ConverseFormat(plan),
        (MockProvider.AwsBedrock, MockOperation.Chat) => new InvokeFormat(plan),
        (MockProvider.Gemini, MockOperation.Chat) => new GenerateContentFormat(plan),
        (MockProvider.Gemini, MockOperation.Embeddings) => new EmbedContentFormat(plan),
        (MockProvider.Gemini, MockOperation.CountTokens) => new GeminiCountTokens(plan),
        (MockProvider.Ollama, MockOperation.Embeddings) => new EmbedFormat(plan),
        (MockProvider.Ollama, _) => new OllamaFormat(plan),
        (MockProvider.Cohere, MockOperation.Chat) => new CohereChatFormat(plan),
        (MockProvider.Cohere, MockOperation.Embeddings) => new CohereEmbedFormat(plan),
        (MockProvider.Cohere, _) => new CohereRerankFormat(plan),
        (MockProvider.Anthropic, MockOperation.CountTokens) => new CountTokens(plan),
        (_, MockOperation.CountTokens) => new InputTokens(plan),
        (_, MockOperation.Chat) => new ChatFormat(plan),
        (_, MockOperation.Responses) => new ResponsesFormat(plan),
        (_, MockOperation.TextCompletion) => new CompletionsFormat(plan),
        (_, MockOperation.Embeddings) => new EmbeddingsFormat(plan),
        _ => new OpenAiModels(),
    };

    public static WireError Error(MockProvider provider, int status, MockFault fault) => provider switch
    {
        MockProvider.Anthropic => AnthropicErrors.Of(status, fault),
        MockProvider.AwsBedrock => BedrockErrors.Of(status, fault),
        MockProvider.AzureOpenAi => AzureErrors.Of(status, fault),
        MockProvider.Gemini => GoogleErrors.Of(status, fault),
        MockProvider.Ollama => OllamaErrors.Of(status, fault),
        MockProvider.Cohere => CohereErrors.Of(status, fault),
        _ => OpenAiErrors.Of(status, fault),
    };

    /// <summary>The error that is sent within a stream.</summary>
    public static WireError StreamError(MockProvider provider, MockFault fault) =>
        provider == MockProvider.AwsBedrock ? BedrockErrors.InStream(fault) : Error(provider, 500, fault);

    public static void ErrorHeaders(MockProvider provider, WireError error, IHeaderDictionary headers)
    {
        if (provider == MockProvider.AwsBedrock)
        {
            headers[BedrockErrors.TypeHeader] = $"{error.Type}:http://internal.amazon.com/coral/com.amazon.bedrock/";
        }
    }

    public static byte[] ErrorBody(MockProvider provider, WireError error, IdMaker ids) => provider switch
    {
        MockProvider.Anthropic => AnthropicErrors.Body(error, ids.Next("req_011", 21)),
        MockProvider.AwsBedrock => BedrockErrors.Body(error),
        MockProvider.AzureOpenAi => AzureErrors.Body(error),
        MockProvider.Gemini => GoogleErrors.Body(error),
        MockProvider.Ollama => OllamaErrors.Body(error),
        MockProvider.Cohere => CohereErrors.Body(error, ids.Next("", 36)),
        _ => OpenAiErrors.Body(error),
    };

    public static void Headers(ReplyPlan plan, IHeaderDictionary headers)
    {
        switch (plan.Request.Provider)
        {
            case MockProvider.Anthropic:
                AnthropicHeaders.Write(plan, headers);
                break;
            case MockProvider.AwsBedrock:
                BedrockHeaders.Write(plan, headers);
                break;
            case MockProvider.Gemini or MockProvider.Ollama:
                break;
            case MockProvider.Cohere:
                headers["x-debug-trace-id"] = plan.NewId("", 32);
                break;
            default:
                OpenAiHeaders.Write(plan, headers);
                break;
        }

        foreach (var (name, value) in plan.Reply.Headers)
        {
            headers[name] = value;
        }
    }
}
