using System.Net;

namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>One exchange of one client with the server, to be set beside that of another.</summary>
internal sealed class Exchange : IDisposable
{
    private static int s_count;

    private readonly CancellationTokenSource _cancellation = new();

    public Exchange(WireServer server, HttpClient client, Setting setting, Body body)
    {
        var name = $"visit-{Interlocked.Increment(ref s_count)}";
        Client = client;
        Setting = setting;
        Visit = server.Visit(name);
        Content = body.Make(Source);
        Request = new HttpRequestMessage(HttpMethod.Post, server.Address(setting.Version, setting.Behaviour))
        {
            Content = Content,
            Version = setting.Version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        Request.Headers.Add(WireVisit.Header, name);
        Request.Headers.ExpectContinue = setting.ExpectsContinue ? true : null;
    }

    public HttpClient Client { get; }

    public Setting Setting { get; }

    public WireVisit Visit { get; }

    public HttpContent? Content { get; }

    public HttpRequestMessage Request { get; }

    /// <summary>What the caller sees.</summary>
    public Transcript Log { get; } = new();

    /// <summary>What the request's content sees, and when its send returned.</summary>
    public Transcript Source { get; } = new();

    /// <summary>Whether the request has been disposed, so that its content can no longer be restored.</summary>
    private bool IsRequestDisposed { get; set; }

    public CancellationToken Token => _cancellation.Token;

    public void DisposeRequest()
    {
        IsRequestDisposed = true;
        Request.Dispose();
    }

    public void Cancel() => _cancellation.Cancel();

    /// <summary>Sends the request, and records the result.</summary>
    public async Task<HttpResponseMessage?> SendAsync()
    {
        try
        {
            var response = Setting.IsSync
                ? Client.Send(Request, Setting.Completion, Token)
                : await Client.SendAsync(Request, Setting.Completion, Token);
            Source.Add("send returned");
            Write(response);
            return response;
        }
        catch (Exception e)
        {
            Source.Add("send failed");
            Log.Add($"send: {Transcript.Describe(e)}");
            return null;
        }
        finally
        {
            WriteRequest();
        }
    }

    public void Dispose()
    {
        Request.Dispose();
        _cancellation.Dispose();
    }

    private void Write(HttpResponseMessage response)
    {
        Log.Add($"{(int)response.StatusCode} {response.ReasonPhrase} {response.Version}");
        var headers = response.Headers.Where(header => header.Key != "Date").Select(header => $"{header.Key}={string.Join("|", header.Value)}");
        Log.Add($"headers: {string.Join("; ", headers)}");
        if (Setting is not { Behaviour: Behaviour.Compressed, Completion: HttpCompletionOption.ResponseContentRead })
        {
            // The one known difference: .NET reports no length for content that it has decompressed and buffered, which cannot be known in advance.
            Log.Add($"length: {response.Content.Headers.ContentLength}");
            Log.Add($"content headers: {string.Join("; ", response.Content.Headers.NonValidated.Select(header => $"{header.Key}={header.Value}"))}");
        }

        Log.Add($"its request is ours: {response.RequestMessage == Request}");
    }

    private void WriteRequest()
    {
        Log.Add($"request: {Request.Method} {Request.RequestUri!.PathAndQuery} chunked {Request.Headers.TransferEncodingChunked}, content "
            + $"kept {Request.Content == Content || IsRequestDisposed}");
        Log.Try(
            "request's content headers",
            () => Content is null ? null : string.Join("; ", Content.Headers.NonValidated.Select(header => $"{header.Key}={header.Value}")));
    }
}
