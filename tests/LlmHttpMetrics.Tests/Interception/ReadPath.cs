namespace LlmHttpMetrics.Tests.Interception;

/// <summary>A way to read a response to its end.</summary>
/// <param name="Name">What the test is called.</param>
/// <param name="ReadAsync">Reads and gives what was read.</param>
public sealed record ReadPath(string Name, Func<HttpContent, Task<byte[]>> ReadAsync)
{
    /// <summary>Every way that <see cref="HttpContent"/> and <see cref="Stream"/> offer.</summary>
    public static readonly ReadPath[] All =
    [
        new("array async", content => WithStreamAsync(content, async (stream, all) =>
        {
            var buffer = new byte[100];
#pragma warning disable CA1835 // The overload with an array is the one under test.
            for (int read; (read = await stream.ReadAsync(buffer, 7, 50)) > 0;)
#pragma warning restore CA1835
            {
                all.Write(buffer, 7, read);
            }
        })),
        new("memory async", content => WithStreamAsync(content, async (stream, all) =>
        {
            var buffer = new byte[50];
            for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
            {
                all.Write(buffer, 0, read);
            }
        })),
        new("memory async after zero-byte reads", content => WithStreamAsync(content, async (stream, all) =>
        {
            var buffer = new byte[50];
            for (var read = 1; read > 0;)
            {
                Assert.That(await stream.ReadAsync(Memory<byte>.Empty), Is.Zero);
                read = await stream.ReadAsync(buffer);
                all.Write(buffer, 0, read);
            }
        })),
        new("array sync", content => WithStreamAsync(content, (stream, all) =>
        {
            var buffer = new byte[100];
            for (int read; (read = stream.Read(buffer, 7, 50)) > 0;)
            {
                all.Write(buffer, 7, read);
            }

            return Task.CompletedTask;
        })),
        new("span sync", content => WithStreamAsync(content, (stream, all) =>
        {
            Span<byte> buffer = stackalloc byte[50];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                all.Write(buffer[..read]);
            }

            return Task.CompletedTask;
        })),
        new("byte by byte sync", content => WithStreamAsync(content, (stream, all) =>
        {
            for (int value; (value = stream.ReadByte()) >= 0;)
            {
                all.WriteByte((byte)value);
            }

            return Task.CompletedTask;
        })),
        new("begin and end", content => WithStreamAsync(content, async (stream, all) =>
        {
            var buffer = new byte[50];
            for (var read = 1; read > 0;)
            {
                read = await Task.Factory.FromAsync(stream.BeginRead, stream.EndRead, buffer, 0, buffer.Length, state: null);
                all.Write(buffer, 0, read);
            }
        })),
        new("copy async", content => WithStreamAsync(content, (stream, all) => stream.CopyToAsync(all))),
        new("copy async, small buffer", content => WithStreamAsync(content, (stream, all) => stream.CopyToAsync(all, 3))),
        new("copy sync", content => WithStreamAsync(content, (stream, all) =>
        {
            stream.CopyTo(all);
            return Task.CompletedTask;
        })),
        new("part, then copy async", content => WithStreamAsync(content, async (stream, all) =>
        {
            var buffer = new byte[20];
            all.Write(buffer, 0, await stream.ReadAsync(buffer));
            await stream.CopyToAsync(all);
        })),
        new("part, then copy sync", content => WithStreamAsync(content, (stream, all) =>
        {
            all.WriteByte((byte)stream.ReadByte());
            stream.CopyTo(all);
            return Task.CompletedTask;
        })),
        new("sync stream", content => WithStreamAsync(content.ReadAsStream(), (stream, all) => stream.CopyToAsync(all))),
        new("content copy async", async content =>
        {
            using MemoryStream all = new();
            await content.CopyToAsync(all);
            return all.ToArray();
        }),
        new("content copy sync", content =>
        {
            using MemoryStream all = new();
            content.CopyTo(all, context: null, CancellationToken.None);
            return Task.FromResult(all.ToArray());
        }),
        new("bytes", content => content.ReadAsByteArrayAsync()),
        new("string", async content => WireSamples.Bytes(await content.ReadAsStringAsync())),
        new("load into buffer, then stream", async content =>
        {
            await content.LoadIntoBufferAsync();
            return await WithStreamAsync(content, (stream, all) => stream.CopyToAsync(all));
        }),
        new("stream disposed asynchronously", async content =>
        {
            using MemoryStream all = new();
            await using (var stream = await content.ReadAsStreamAsync())
            {
                await stream.CopyToAsync(all);
            }

            return all.ToArray();
        }),
    ];

    public override string ToString() => Name;

    private static async Task<byte[]> WithStreamAsync(HttpContent content, Func<Stream, MemoryStream, Task> read) =>
        await WithStreamAsync(await content.ReadAsStreamAsync(), read);

    private static async Task<byte[]> WithStreamAsync(Stream stream, Func<Stream, MemoryStream, Task> read)
    {
        using MemoryStream all = new();
        await read(stream, all);
        return all.ToArray();
    }
}
