using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Framing;

/// <summary>Bodies that the caller takes compressed are measured as the plain ones are.</summary>
public sealed class BodyDecoderTests
{
    private static readonly WireCase[] Plain = [WireBodies.Chat, WireBodies.ChatStream, WireBodies.MessagesStreamed];

    public static IEnumerable<WireCase[]> Pairs =>
        from plain in Plain
        from coded in new[]
        {
            plain.With("gzip", Compressed.Gzip(plain.Body)),
            plain.With("X-GZIP", Compressed.Gzip(plain.Body)),
            plain.With("deflate", Compressed.Zlib(plain.Body)),
            plain.With("deflate", Compressed.Bare(plain.Body)) with { Name = $"bare deflate, {plain.Name}" },
            plain.With("gzip", [.. Compressed.Gzip(plain.Body[..50]), .. Compressed.Gzip(plain.Body[50..])]) with
            {
                Name = $"gzip in two members, {plain.Name}"
            },
            plain.With("gzip", plain.Body) with { Name = $"gzip by the header alone, {plain.Name}" },
            plain.With("identity", plain.Body),
        }
        select new[] { coded, plain };

    [Test]
    public async Task Body_Coded_IsMeasuredAsThePlainOne([ValueSource(nameof(Pairs))] WireCase[] pair, [Values] Delivery delivery, [Values] bool sync)
    {
        var coded = await pair[0].PlayAsync(delivery, sync);

        Assert.That(coded.Record, Is.EqualTo((await pair[1].PlayAsync(delivery, sync)).Record));
        Assert.That((coded.Ending.Outcome, coded.Tokens.Input), Is.EqualTo((LlmOutcomes.Completed, pair[1].Url == WireSamples.AnthropicMessages ? 10 : 11)));
    }
}
