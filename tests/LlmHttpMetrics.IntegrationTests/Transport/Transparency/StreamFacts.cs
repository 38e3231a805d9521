namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>What can be done with the stream of an answer, apart from reading it.</summary>
internal static class StreamFacts
{
    public static async Task WriteAsync(Stream stream, Transcript log)
    {
        log.Add($"reads {stream.CanRead}, seeks {stream.CanSeek}, writes {stream.CanWrite}, times out {stream.CanTimeout}");
        log.Try("memory", () => stream is MemoryStream memory && memory.TryGetBuffer(out _));
        log.Try("length", () => stream.Length);
        log.Try("position", () => stream.Position);
        log.Try("position set", () => stream.Position = 0);
        log.Try("seek", () => stream.Seek(0, SeekOrigin.Begin));
        log.Try("read timeout", () => stream.ReadTimeout);
        log.Try("read timeout set", () => stream.ReadTimeout = 1000);
        log.Try("write timeout", () => stream.WriteTimeout);
        Try("length set", () => stream.SetLength(1));
        Try("flush", stream.Flush);
        Try("write", () => stream.Write([1], 0, 1));
        Try("write of a span", () => stream.Write([1]));
        Try("write of a byte", () => stream.WriteByte(1));
        Try("write begun", () => stream.EndWrite(stream.BeginWrite([1], 0, 1, callback: null, state: null)));
        await log.TryAsync("flush, async", () => Done(stream.FlushAsync()));
        await log.TryAsync("write, async", () => Done(stream.WriteAsync(new byte[] { 1 }).AsTask()));
        Try("read into nothing", () => _ = stream.Read(null!, 0, 1));
        Try("read beyond the buffer", () => _ = stream.Read(new byte[1], 0, 2));
        Try("copy to nowhere", () => stream.CopyTo(null!));
        Try("copy without a buffer", () => stream.CopyTo(Stream.Null, 0));
        Try("copy to what is not written", () => stream.CopyTo(new MemoryStream([], writable: false)));
        await log.TryAsync("read into nothing, async", () => Done(stream.ReadAsync(null!, 0, 1)));
        await log.TryAsync("copy to nowhere, async", () => Done(stream.CopyToAsync(null!)));
        await log.TryAsync("copy to what is not written, async", () => Done(stream.CopyToAsync(new MemoryStream([], writable: false))));

        void Try(string what, Action member) => log.Try(what, () =>
        {
            member();
            return "done";
        });
    }

    private static async Task<object?> Done(Task task)
    {
        await task;
        return "done";
    }
}
