using System.Text;

namespace LlmHttpMetrics.AotSmoke;

/// <summary>Calls to two providers of the catalogue and one of the configuration, whole and streamed.</summary>
internal sealed class Conversation(HttpClient http, Uri server)
{
    public const string OpenAiModel = "gpt-5-mini";
    public const string AnthropicModel = "claude-sonnet-4-5";
    public const string OwnModel = "acme-large";
    public const string Feature = "smoke";

    public async Task RunAsync()
    {
        using (LlmCall.Begin(new LlmCallInfo { Feature = Feature }))
        {
            await AskAsync(server, "v1/chat/completions", OpenAiModel, stream: false);
            await AskAsync(server, "v1/chat/completions", OpenAiModel, stream: true);
            await AskAsync(server, "v1/messages", AnthropicModel, stream: false);
            await AskAsync(server, "v1/messages", AnthropicModel, stream: true);
        }

        await AskAsync(new UriBuilder(server) { Host = Settings.OwnHost }.Uri, "v1/chat/completions", OwnModel, stream: false);
    }

    public Task AskAsync() => AskAsync(server, "v1/chat/completions", OpenAiModel, stream: false);

    private async Task AskAsync(Uri server, string path, string model, bool stream)
    {
        var options = stream && model == OpenAiModel ? ""","stream_options":{"include_usage":true}""" : "";
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(server, path))
        {
            Content = new StringContent(
                $$"""{"model":"{{model}}","max_tokens":100,"stream":{{(stream ? "true" : "false")}}{{options}},"messages":"""
                    + $$"""[{"role":"user","content":"Say something."}]}""",
                Encoding.UTF8, "application/json"),
        };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        await body.CopyToAsync(Stream.Null);
    }
}
