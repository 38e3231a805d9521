using System.Net;
using System.Text;
using LlmHttpMetrics.MockProviders;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Budgets;

/// <summary>Content that the guard has to read fails as it fails without us, over a real transport.</summary>
public sealed class GuardedContentTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"model":"gpt-4.1-mini","messages":[{"role":"user","content":"Hi"}]}""");

    /// <summary>The transport sends synchronously over HTTP/1.1 only, and does not observe the token while the caller's stream is read.</summary>
    private static IEnumerable<object[]> Ways =>
        from way in new[] { "fails", "stalls, token", "stalls, timeout", "short", "long" }
        from sync in new[] { false, true }
        from http2 in new[] { false, true }
        where !sync || !(http2 || way.StartsWith("stalls", StringComparison.Ordinal))
        select new object[] { way, sync, http2 };

    [TestCaseSource(nameof(Ways))]
    public async Task Content_ThatFailsOrStalls_EndsAsWithoutUs(string way, bool sync, bool http2)
    {
        await using var monitored = await MonitoredServer.StartAsync(
            options: new MockProviderOptions { Protocol = http2 ? MockProtocol.Http2 : MockProtocol.Http1 },
            builder: builder => builder.Services
                .ConfigureLlmMonitoring(options => options.Pricing.Prices.Add(
                    new LlmPrice { Provider = "*", Model = "gpt-5", Currency = "USD", Request = 1, Source = "test" }))
                .AddLlmBudgets(options => options.Budgets.Add(
                    new LlmBudget { Name = "tight", Amount = 1, RefuseWhenSpent = true, Model = "gpt-5" })));
        using (await monitored.Http.SendAsync(Post(monitored.Server, http2, new ByteArrayContent("""{"model":"gpt-5","messages":[]}"""u8.ToArray()))))
        {
        }

        using HttpClient bare = new();
        var expected = await EndAsync(bare, monitored.Server, way, sync, http2);
        using var http = monitored.Services.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        var seen = await EndAsync(http, monitored.Server, way, sync, http2);

        Assert.That(seen, Is.EqualTo(expected));
        Assert.That(expected, Does.Not.StartWith("nothing"));
    }

    private static async Task<string> EndAsync(HttpClient http, MockProviderServer server, string way, bool sync, bool http2)
    {
        using CancellationTokenSource cancellation = new();
        http.Timeout = way == "stalls, timeout" ? TimeSpan.FromMilliseconds(100) : HangGuard.Limit;
        Uncertain stream = new(way);
        StreamContent content = new(stream);
        content.Headers.ContentLength = way switch { "short" => Body.Length + 5, "long" => Body.Length - 5, _ => Body.Length };
        using var request = Post(server, http2, content);
        try
        {
            var sending = sync ? Task.Run(() => http.Send(request, cancellation.Token)) : http.SendAsync(request, cancellation.Token);
            if (way == "stalls, token")
            {
                await stream.Stalled.Task;
                await cancellation.CancelAsync();
            }

            using var response = await sending;
            return "nothing";
        }
        catch (Exception e)
        {
            var ofToken = e is OperationCanceledException cancelled && cancelled.CancellationToken == cancellation.Token;
            return $"{e.GetType().Name} of {e.InnerException?.GetType().Name},"
                + $" {(e is HttpRequestException failed ? failed.Message + failed.HttpRequestError : ofToken)}";
        }
    }

    private static HttpRequestMessage Post(MockProviderServer server, bool http2, HttpContent content) =>
        new(HttpMethod.Post, new Uri(server.BaseAddress, "v1/chat/completions"))
        {
            Content = content,
            Version = http2 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

    /// <summary>Brings the body, or a part of it and then something else.</summary>
    private sealed class Uncertain(string way) : MemoryStream(Body)
    {
        private const int Part = 20;

        public TaskCompletionSource Stalled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = way is "fails" or "stalls, token" or "stalls, timeout" ? Math.Min(buffer.Length, Part - (int)Position) : buffer.Length;
            if (count == 0 && buffer.Length > 0)
            {
                throw new IOException("the file");
            }

            count = Math.Min(count, Body.Length - (int)Position);
            Body.AsSpan((int)Position, count).CopyTo(buffer);
            Position += count;
            return count;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == Part && way.StartsWith("stalls", StringComparison.Ordinal))
            {
                Stalled.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return Read(buffer.Span);
        }

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => CopyAsync(destination, cancellationToken);

        public override void CopyTo(Stream destination, int bufferSize)
        {
            var buffer = new byte[10];
            while (Read(buffer) is > 0 and var read)
            {
                destination.Write(buffer, 0, read);
            }
        }

        private async Task CopyAsync(Stream destination, CancellationToken cancellationToken)
        {
            var buffer = new byte[10];
            while (await ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
    }
}
