using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Framing;

/// <summary>Compressed bodies that cannot be read to their end: the caller is unharmed and the call recorded with what is known.</summary>
public sealed class UndecodableBodyTests
{
    private static readonly byte[] Gzip = Compressed.Gzip(WireBodies.Chat.Body);

    /// <summary>Bodies that cannot be read cannot be called incomplete: they ended normally.</summary>
    public static readonly WireCase[] Unreadable =
    [
        WireBodies.Chat.With("br", Compressed.Brotli(WireBodies.Chat.Body)),
        WireBodies.Chat.With("zstd", [0x28, 0xB5, 0x2F, 0xFD, 0, 1, 2, 3]),
        WireBodies.Chat.With("gzip, br", Gzip),
        WireBodies.Chat.With("gzip", [0x1F, 0x8B, 0x08, 0, .. WireSamples.Bytes("no gzip at all, whatever its first bytes say")]),
        WireBodies.Chat.With("deflate", [0x78, 0x9C, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
    ];

    [Test]
    public async Task Body_Unreadable_IsUsageMissing([ValueSource(nameof(Unreadable))] WireCase answer, [Values] Delivery delivery, [Values] bool sync)
    {
        var result = await answer.PlayAsync(delivery, sync);

        Assert.That(result.Ending, Is.EqualTo((LlmOutcomes.Completed, (string?)null)));
        Assert.That((result.UsageMissing, result.Tokens, result.Failures), Is.EqualTo((1d, ((double?)null, (double?)null), 0d)));
    }

    [Test]
    public async Task Body_UnreadableUnderAnErrorStatus_IsTheStatus([Values] Delivery delivery, [Values] bool sync)
    {
        var answer = WireBodies.Chat.With("br", Compressed.Brotli(WireSamples.Bytes("""{"error":{"code":"rate_limit_exceeded"}}"""))) with { Status = 429 };

        var result = await answer.PlayAsync(delivery, sync);

        Assert.That(result.Ending, Is.EqualTo((LlmOutcomes.Error, "429")));
        Assert.That((result.UsageMissing, result.Failures), Is.EqualTo((0d, 0d)));
    }

    [Test]
    public async Task Gzip_CutShort_IsBroken([Values(1, 5, 100)] int length, [Values] Delivery delivery, [Values] bool sync)
    {
        var result = await WireBodies.Chat.With("gzip", Gzip[..length]).PlayAsync(delivery, sync);

        Assert.That(result.Ending, Is.EqualTo((LlmOutcomes.Broken, "stream_truncated")));
        Assert.That((result.UsageMissing, result.Failures), Is.EqualTo((1d, 0d)));
    }

    [Test]
    public async Task Gzip_CutShortAfterItsUsage_KeepsTheFigures([Values] Delivery delivery, [Values] bool sync)
    {
        var result = await WireBodies.Chat.With("gzip", Gzip[..^30]).PlayAsync(delivery, sync);

        Assert.That(result.Ending, Is.EqualTo((LlmOutcomes.Broken, "stream_truncated")));
        Assert.That((result.Tokens, result.UsageMissing), Is.EqualTo((((double?)11, (double?)7), 0d)));
    }

    [Test]
    public async Task Gzip_CorruptAtAnyByte_IsRecordedOnceAndNoFaultOfOurs([Values] Delivery delivery)
    {
        for (var at = 0; at < Gzip.Length; at++)
        {
            byte[] corrupt = [.. Gzip];
            corrupt[at] ^= 0x55;

            var result = await WireBodies.Chat.With("gzip", corrupt).PlayAsync(delivery, sync: true);

            Assert.That(result.Failures, Is.Zero, $"byte {at}");
        }
    }

    [Test]
    public async Task Gzip_FollowedByOtherBytes_IsMeasured([Values] Delivery delivery, [Values] bool sync)
    {
        var result = await WireBodies.Chat.With("gzip", [.. Gzip, .. new byte[10_000]]).PlayAsync(delivery, sync);

        Assert.That((result.Ending.Outcome, result.Tokens, result.Failures), Is.EqualTo((LlmOutcomes.Completed, ((double?)11, (double?)7), 0d)));
    }
}
