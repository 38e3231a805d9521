namespace LlmHttpMetrics.IntegrationTests.Conformance;

/// <summary>The ways in which a caller can read a body.</summary>
internal static class ReadPath
{
    public static readonly Func<HttpContent, Task<byte[]>>[] All =
    [
        content => content.ReadAsByteArrayAsync(),
        async content =>
        {
            await content.LoadIntoBufferAsync();
            return await content.ReadAsByteArrayAsync();
        },
        async content =>
        {
            using var destination = new MemoryStream();
            await content.CopyToAsync(destination);
            return destination.ToArray();
        },
        async content =>
        {
            using var destination = new MemoryStream();
            await (await content.ReadAsStreamAsync()).CopyToAsync(destination);
            return destination.ToArray();
        },
        content =>
        {
            using var destination = new MemoryStream();
            content.ReadAsStream().CopyTo(destination);
            return Task.FromResult(destination.ToArray());
        },
        async content => await Loop(await content.ReadAsStreamAsync(), (stream, buffer) => stream.ReadAsync(buffer)),
        async content => await Loop(
            await content.ReadAsStreamAsync(),
            async (stream, buffer) => await stream.ReadAsync(Segment(buffer).Array!, 0, buffer.Length, CancellationToken.None)),
        content => Loop(content.ReadAsStream(), (stream, buffer) => new(stream.Read(buffer.Span))),
        content => Loop(content.ReadAsStream(), (stream, buffer) => new(stream.Read(Segment(buffer).Array!, 0, buffer.Length))),
        async content => await Loop(
            await content.ReadAsStreamAsync(),
            async (stream, buffer) => await Task.Factory.FromAsync(stream.BeginRead, stream.EndRead, Segment(buffer).Array!, 0, buffer.Length, null)),
        content => Loop(content.ReadAsStream(), (stream, buffer) =>
        {
            var value = stream.ReadByte();
            buffer.Span[0] = (byte)value;
            return new(value < 0 ? 0 : 1);
        }),
    ];

    private static ArraySegment<byte> Segment(Memory<byte> buffer) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray<byte>(buffer, out var segment) ? segment : default;

    private static async Task<byte[]> Loop(Stream stream, Func<Stream, Memory<byte>, ValueTask<int>> read)
    {
        using var destination = new MemoryStream();
        var buffer = new byte[4096];
        int count;
        while ((count = await read(stream, buffer)) > 0)
        {
            destination.Write(buffer, 0, count);
        }

        return destination.ToArray();
    }
}
