using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;

namespace LlmHttpMetrics.Benchmarks.Pipeline;

/// <summary>The same calls through the OpenAI package.</summary>
internal sealed class SdkCalls : IChatCalls, IDisposable
{
    private readonly HttpClient _http;
    private readonly ChatClient _chat;
    private readonly ChatMessage[] _messages = [new SystemChatMessage("You are brief."), new UserChatMessage("Why is the sky blue?")];

    public SdkCalls(Func<HttpContent> answer, bool observed)
    {
        _http = HttpCalls.Client(answer, observed);
        _chat = Client(_http);
    }

    public static ChatClient Client(HttpClient http) => new("gpt-4.1-mini", new ApiKeyCredential("k"), new OpenAIClientOptions
    {
        Transport = new HttpClientPipelineTransport(http),
        RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
    });

    public async Task<int> WholeAsync()
    {
        var answer = await _chat.CompleteChatAsync(_messages).ConfigureAwait(false);
        return answer.Value.Content[0].Text.Length;
    }

    public async Task<int> StreamAsync()
    {
        var length = 0;
        await foreach (var update in _chat.CompleteChatStreamingAsync(_messages).ConfigureAwait(false))
        {
            length += update.ContentUpdate.Count > 0 ? update.ContentUpdate[0].Text.Length : 0;
        }

        return length;
    }

    public void Dispose() => _http.Dispose();
}
