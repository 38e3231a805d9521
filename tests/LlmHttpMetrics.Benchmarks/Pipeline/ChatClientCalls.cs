using Microsoft.Extensions.AI;

namespace LlmHttpMetrics.Benchmarks.Pipeline;

/// <summary>The same calls through Microsoft.Extensions.AI over the OpenAI package, with or without its telemetry.</summary>
internal sealed class ChatClientCalls : IChatCalls, IDisposable
{
    /// <summary>The name of its meter.</summary>
    public const string MeterName = "Experimental.Microsoft.Extensions.AI";

    private readonly HttpClient _http;
    private readonly IChatClient _chat;
    private readonly ChatMessage[] _messages = [new(ChatRole.System, "You are brief."), new(ChatRole.User, "Why is the sky blue?")];

    public ChatClientCalls(Func<HttpContent> answer, bool telemetry)
    {
        _http = HttpCalls.Client(answer, observed: false);
        var chat = SdkCalls.Client(_http).AsIChatClient();
        _chat = telemetry ? chat.AsBuilder().UseOpenTelemetry().Build() : chat;
    }

    public async Task<int> WholeAsync() => (await _chat.GetResponseAsync(_messages).ConfigureAwait(false)).Text.Length;

    public async Task<int> StreamAsync()
    {
        var length = 0;
        await foreach (var update in _chat.GetStreamingResponseAsync(_messages).ConfigureAwait(false))
        {
            length += update.Text.Length;
        }

        return length;
    }

    public void Dispose()
    {
        _chat.Dispose();
        _http.Dispose();
    }
}
