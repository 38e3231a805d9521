using System.Net;
using System.Text;
using LlmHttpMetrics.FuzzTests.Cases;

namespace LlmHttpMetrics.FuzzTests.Decompression;

/// <summary>A body that the client's own handler decompresses comes to us as long as it really is.</summary>
public sealed class BombTests
{
    private const int Length = 32 * 1024 * 1024;

    private readonly byte[] _buffer = new byte[64 * 1024];

    [Test]
    public async Task Bomb_OverHttp_HoldsLittleAndIsRecordedOnce(
        [Values("gzip", "deflate", "br")] string coding, [Values("string", "events", "zeros")] string what)
    {
        var (type, start, again) = what switch
        {
            "string" => ("application/json", "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"", "Hi there. "),
            "events" => ("text/event-stream", "", "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\n"),
            _ => ("application/json", "", "\0"),
        };
        var bomb = Bombs.Make(coding, start, again, Length);
        Assert.That(bomb, Has.Length.LessThan(Length / 50));
        await using OneAnswerServer server = new(type, coding, bomb);
        using Meters meters = new();
        using HttpMessageInvoker plain = new(Decompressing());
        using HttpMessageInvoker monitored = new(LlmMonitoring.CreateHandler(Decompressing()));
        _ = Read(monitored, server.Url);
        meters.Reset();

        var (expected, allocated) = Read(plain, server.Url);
        var (read, withUs) = Read(monitored, server.Url);

        Assert.That(read, Is.EqualTo(expected).And.GreaterThanOrEqualTo(Length), "the caller's bytes");
        Assert.That(withUs - allocated, Is.LessThan(CaseRunner.MostHeld));
        Assert.That((meters.Requests, meters.Failures), Is.EqualTo((1, 0)));
    }

    private static SocketsHttpHandler Decompressing() => new() { AutomaticDecompression = DecompressionMethods.All };

    private (long Read, long Allocated) Read(HttpMessageInvoker client, Uri url)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using HttpRequestMessage request = new(HttpMethod.Post, url)
        {
            Content = new StringContent("""{"model":"gpt-5","messages":[{"role":"user","content":"Hi"}]}""", Encoding.UTF8, "application/json")
        };
        using var response = client.Send(request, CancellationToken.None);
        using var stream = response.Content.ReadAsStream();
        long read = 0;
        for (int count; (count = stream.Read(_buffer)) > 0;)
        {
            read += count;
        }

        return (read, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
