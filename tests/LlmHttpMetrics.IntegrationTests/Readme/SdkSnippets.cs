using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using OpenAI;
using OpenAI.Chat;

namespace LlmHttpMetrics.IntegrationTests.Readme;

/// <summary>SDKs in the README and docs/getting-started.md, compiled. Each region is one code block.</summary>
internal static class SdkSnippets
{
    public static ChatClient OpenAi(IHttpClientFactory factory, string key)
    {
        #region snippet
        var chat = new ChatClient("gpt-4.1-mini", new ApiKeyCredential(key), new OpenAIClientOptions
        {
            Transport = new HttpClientPipelineTransport(factory.CreateClient("llm")),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        });
        #endregion
        return chat;
    }

    public static ChatClient Azure(IHttpClientFactory factory, string key)
    {
        #region snippet
        var chat = new ChatClient("my-deployment", new ApiKeyCredential(key), new OpenAIClientOptions
        {
            Endpoint = new Uri("https://my-resource.openai.azure.com/openai/v1/"),
            Transport = new HttpClientPipelineTransport(factory.CreateClient("llm")),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        });
        #endregion
        return chat;
    }

    public static AnthropicClient Claude(IHttpClientFactory factory, string key)
    {
        #region snippet
        var claude = new AnthropicClient
        {
            HttpClient = factory.CreateClient("llm"),
            ApiKey = key,
            MaxRetries = 0,
        };
        #endregion
        return claude;
    }

    public static async Task Scope(ChatClient chat)
    {
        #region snippet
        using (LlmCall.Begin(new LlmCallInfo { Feature = "search", PromptVersion = "7" }))
        {
            await chat.CompleteChatAsync("Which model answers sooner?");
        }
        #endregion
    }
}
