using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Framing;

/// <summary>A small body that would grow without measure is given up early.</summary>
public sealed class CompressionBombTests
{
    private const int Megabyte = 1 << 20;

    /// <summary>A thousand members of a megabyte of zeros each; ours, not the caller's, would be the time and memory to undo them.</summary>
    private static readonly byte[] Bomb = [.. Enumerable.Repeat(Compressed.Gzip(new byte[Megabyte]), 1000).SelectMany(member => member)];

    [Test]
    public async Task Bomb_OfAGigabyte_IsGivenUpAndRecorded([Values(Delivery.Whole, Delivery.SeededPieces)] Delivery delivery, [Values] bool sync)
    {
        var result = await WireBodies.Chat.With("gzip", Bomb).PlayAsync(delivery, sync);

        Assert.That(result.Ending.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That((result.UsageMissing, result.Failures), Is.EqualTo((1d, 0d)));
        Assert.That(result.Event.ResponseBytes, Is.LessThan(2 * Megabyte), "bytes that were undone");
    }

    [Test]
    public async Task Bomb_OfAGigabyte_CostsLittleMemory()
    {
        TrickleStream network = new(Bomb);
        await using MonitoredClient client = new(_ =>
        {
            var response = WireSamples.Stream(network);
            response.Content.Headers.ContentEncoding.Add("gzip");
            return response;
        });
        using var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);
        using var stream = response.Content.ReadAsStream();
        var buffer = new byte[Megabyte];

        var before = GC.GetAllocatedBytesForCurrentThread();
        while (stream.Read(buffer) > 0)
        {
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(64 * 1024));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(1));
    }
}
