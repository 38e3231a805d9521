using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;
using OpenAI.Responses;

// The package marks its Responses client as experimental.
#pragma warning disable OPENAI001

namespace LlmHttpMetrics.IntegrationTests.Sdks;

/// <summary>The OpenAI package over a given <see cref="HttpClient"/>, with its retries off.</summary>
internal static class OpenAiSdk
{
    public static ChatClient Chat(HttpClient http, Uri server, string model = "gpt-4.1-mini") =>
        new(model, new ApiKeyCredential(Canary.Secret), Options(http, server));

    public static EmbeddingClient Embeddings(HttpClient http, Uri server, string model = "text-embedding-3-small") =>
        new(model, new ApiKeyCredential(Canary.Secret), Options(http, server));

    public static ResponsesClient Responses(HttpClient http, Uri server) => new(new ApiKeyCredential(Canary.Secret), new ResponsesClientOptions
    {
        Endpoint = new Uri(server, "v1"),
        Transport = new HttpClientPipelineTransport(http),
        RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
    });

    public static OpenAIClientOptions Options(HttpClient http, Uri server) => new()
    {
        Endpoint = new Uri(server, "v1"),
        Transport = new HttpClientPipelineTransport(http),
        RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
    };
}
