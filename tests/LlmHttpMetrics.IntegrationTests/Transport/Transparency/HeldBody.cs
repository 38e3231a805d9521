using System.Net;
using System.Net.Http.Json;

namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>A kind of content that stays unfinished until it is released.</summary>
/// <param name="Name">What the test is called.</param>
/// <param name="Make">Makes it; its end waits for the task.</param>
/// <param name="IsDuplex">It lets an answer be read before it is sent.</param>
public sealed record HeldBody(string Name, Func<Task, HttpContent> Make, bool IsDuplex)
{
    public static readonly HeldBody[] All =
    [
        new("stream", release => new StreamContent(new HeldStream(release)), IsDuplex: false),
        new(
            "stream of known length",
            release => new StreamContent(new HeldStream(release)) { Headers = { ContentLength = Body.Bytes.Length } },
            IsDuplex: false),
        new("multipart", release => new MultipartContent { new StreamContent(new HeldStream(release)) }, IsDuplex: false),
        new("form of parts", release => new MultipartFormDataContent { { new StreamContent(new HeldStream(release)), "file" } }, IsDuplex: false),
        new("parts of an own class", release => new MultipartContent { new Held(release) }, IsDuplex: false),
        new("heir of bytes", release => new ByteHeir(release), IsDuplex: false),
        new("heir of a stream", release => new StreamHeir(release), IsDuplex: false),
        new("heir of parts", release => new PartsHeir(release), IsDuplex: false),
        new("json", release => JsonContent.Create(Numbers(release)), IsDuplex: true),
        new("own", release => new Held(release), IsDuplex: true),
    ];

    public override string ToString() => Name;

    private static async Task InTwoPartsAsync(Stream stream, Task release)
    {
        await stream.WriteAsync(Body.Bytes.AsMemory(0, 20));
        await stream.FlushAsync();
        await release;
        await stream.WriteAsync(Body.Bytes.AsMemory(20));
    }

    private static async IAsyncEnumerable<string> Numbers(Task release)
    {
        yield return new string('1', 100_000);
        await release;
        yield return "2";
    }

    private sealed class Held(Task release) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => InTwoPartsAsync(stream, release);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class ByteHeir(Task release) : ByteArrayContent(Body.Bytes)
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => InTwoPartsAsync(stream, release);
    }

    private sealed class StreamHeir(Task release) : StreamContent(Stream.Null)
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => InTwoPartsAsync(stream, release);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class PartsHeir(Task release) : MultipartContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => InTwoPartsAsync(stream, release);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class HeldStream(Task release) : MemoryStream(Body.Bytes)
    {
        public override bool CanSeek => false;

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            await InTwoPartsAsync(destination, release);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == 0)
            {
                return Read(buffer.Span[..20]);
            }

            await release;
            return Read(buffer.Span);
        }
    }
}
