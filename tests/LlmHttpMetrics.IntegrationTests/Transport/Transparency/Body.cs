using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>A kind of request content.</summary>
/// <param name="Name">What the test is called.</param>
/// <param name="Make">Creates a new instance; what happens to it is recorded.</param>
internal sealed record Body(string Name, Func<Transcript, HttpContent?> Make)
{
    public static readonly byte[] Bytes = WireSamples.Bytes(WireSamples.ChatRequest);

    /// <summary>More than the windows and buffers on the way hold.</summary>
    private static readonly byte[] Large = [.. Bytes, .. Encoding.ASCII.GetBytes(new string(' ', 2_000_000))];

    public static readonly Body[] All =
    [
        new("none", _ => null),
        new("string", _ => WireSamples.Json(WireSamples.ChatRequest)),
        new("bytes", _ => new ByteArrayContent(Bytes)),
        new("part of bytes", _ => new ByteArrayContent(Bytes, 10, 20)),
        new("no bytes", _ => new ByteArrayContent([])),
        new("memory", _ => new ReadOnlyMemoryContent(Bytes)),
        new("form", _ => new FormUrlEncodedContent([new("model", "gpt-5"), new("input", "hello you")])),
        new("json", _ => JsonContent.Create(new { model = "gpt-5", messages = new[] { new { role = "user", content = "hello" } } })),
        new("stream that seeks", log => new StreamContent(new LoggedStream(Bytes, canSeek: true, log))),
        new("stream that seeks, from its middle", log => new StreamContent(new LoggedStream(Bytes, canSeek: true, log) { Position = 10 })),
        new("stream read once", log => new StreamContent(new LoggedStream(Bytes, canSeek: false, log))),
        new("stream of known length", log => WithLength(new StreamContent(new LoggedStream(Bytes, canSeek: false, log)), Bytes.Length)),
        new("stream of a wrong length", log => WithLength(new StreamContent(new LoggedStream(Bytes, canSeek: false, log)), 10)),
        new("large stream", log => new StreamContent(new LoggedStream(Large, canSeek: false, log))),
        new("stream that fails", log => new StreamContent(new LoggedStream(Bytes, canSeek: false, log) { Fault = new IOException("mine") })),
        new(
            "multipart",
            log => new MultipartContent("mixed", "limit") { WireSamples.Json("{}"), new StreamContent(new LoggedStream(Bytes, canSeek: true, log)) }),
        new(
            "form of parts",
            log => new MultipartFormDataContent("limit")
            {
                { new StringContent("gpt-5"), "model" },
                { new StreamContent(new LoggedStream(Bytes, canSeek: false, log)), "file", "f" }
            }),
        new(
            "multipart that fails",
            log => new MultipartContent("mixed", "limit")
            {
                new StreamContent(new LoggedStream(Bytes, canSeek: false, log) { Fault = new IOException("mine") })
            }),
        new("heir of bytes", log => new ByteHeir(log)),
        new("heir of a stream", log => new StreamHeir(log)),
        new("own", log => new OwnContent(log)),
        new("own of known length", log => new OwnContent(log) { KnowsLength = true }),
        new("own, without a synchronous way", log => new AsynchronousContent(log)),
        new("own that fails", log => new OwnContent(log) { Fault = new InvalidOperationException("mine") }),
        new("own that fails as a stream does", log => new OwnContent(log) { Fault = new IOException("mine") }),
        new("own that closes its destination", log => new OwnContent(log) { ClosesDestination = true }),
        new("own with headers of many kinds", log => WithHeaders(new OwnContent(log))),
    ];

    public static IEnumerable<string> Names => All.Select(body => body.Name);

    /// <summary>.NET's own contents, and those derived from them: their requests are sent before the answer is returned.</summary>
    public bool IsSentBeforeTheAnswer => Name != "json" && !Name.StartsWith("own", StringComparison.Ordinal);

    /// <summary>It cannot be sent to its end.</summary>
    public bool Fails =>
        Name.Contains("fails", StringComparison.Ordinal)
            || Name.Contains("wrong", StringComparison.Ordinal)
            || Name.Contains("closes", StringComparison.Ordinal);

    public static Body Named(string name) => All.Single(body => body.Name == name);

    private static HttpContent WithLength(HttpContent content, long length)
    {
        content.Headers.ContentLength = length;
        return content;
    }

    private static HttpContent WithHeaders(HttpContent content)
    {
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json;charset=utf-8");
        content.Headers.TryAddWithoutValidation("X-Own", ["a", "b, c"]);
        content.Headers.TryAddWithoutValidation("Expires", "not a date");
        content.Headers.ContentLanguage.Add("en");
        content.Headers.ContentLanguage.Add("de");
        return content;
    }

    private sealed class ByteHeir(Transcript log) : ByteArrayContent([])
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            log.Add("heir serializes");
            await stream.WriteAsync(Bytes);
        }

        protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) => stream.Write(Bytes);

        protected override bool TryComputeLength(out long length) => (length = Bytes.Length) > 0;
    }

    private sealed class StreamHeir(Transcript log) : StreamContent(new LoggedStream(Bytes, canSeek: true, log))
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            log.Add("heir serializes");
            return base.SerializeToStreamAsync(stream, context);
        }
    }
}
