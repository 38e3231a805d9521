using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>Bytes that are no UTF-8: lone, overlong, surrogates, cut short, beyond the last plane.</summary>
internal sealed class InvalidUtf8 : IMutation
{
    private static readonly byte[][] Shards =
    [
        [0xFF], [0xFE], [0x80], [0xC3], [0xC0, 0x80], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
        [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xEF, 0xBB, 0xBF],
    ];

    public Exchange Apply(Exchange exchange, Random random) => Bodies.Change(exchange, random, static (body, random) =>
        body.Insert(random.Next(body.Length + 1), Shards[random.Next(Shards.Length)]));
}
