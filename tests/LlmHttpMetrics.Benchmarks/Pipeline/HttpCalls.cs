using System.Net.Http.Headers;
using System.Text;

namespace LlmHttpMetrics.Benchmarks.Pipeline;

/// <summary>Calls as an application makes them, over a stub with or without our handler.</summary>
internal sealed class HttpCalls : IDisposable
{
    private static readonly Uri Url = new("https://api.openai.com/v1/chat/completions");
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");
    private static readonly byte[] Whole = Request(stream: false);
    private static readonly byte[] Streamed = Request(stream: true);

    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly HttpClient _http;

    public HttpCalls(Func<HttpContent> answer, bool observed) => _http = Client(answer, observed);

    /// <param name="http">A client over a <see cref="StubHandler"/>.</param>
    public HttpCalls(HttpClient http) => _http = http;

    public static HttpClient Client(Func<HttpContent> answer, bool observed)
    {
        var stub = new StubHandler(answer);
        return new HttpClient(observed ? LlmMonitoring.CreateHandler(stub) : stub) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task<int> WholeAsync()
    {
        using var request = Make(Whole);
        using var response = await _http.SendAsync(request).ConfigureAwait(false);
        return (await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false)).Length;
    }

    /// <summary>Line by line.</summary>
    public async Task<int> StreamAsync()
    {
        using var request = Make(Streamed);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync().ConfigureAwait(false));
        var length = 0;
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            length += line.Length;
        }

        return length;
    }

    /// <summary>Read by read into one buffer, so that the reader allocates nothing for a read.</summary>
    public async Task<int> ReadsAsync()
    {
        using var request = Make(Streamed);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        await using var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        var length = 0;
        while (await stream.ReadAsync(_buffer).ConfigureAwait(false) is > 0 and var read)
        {
            length += read;
        }

        return length;
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Make(byte[] body) =>
        new(HttpMethod.Post, Url) { Content = new ByteArrayContent(body) { Headers = { ContentType = JsonType } } };

    private static byte[] Request(bool stream) => Encoding.UTF8.GetBytes(
        $$"""{"model":"gpt-4.1-mini","messages":[{"role":"system","content":"You are brief."},{"role":"user","content":"Why is the sky blue? """
            + $$"""Answer for a child of ten, in one paragraph."}],"temperature":0.2,"max_tokens":400,"stream":{{(stream ? "true" : "false")}}}""");
}
