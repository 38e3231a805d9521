using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>A piece is left out, doubled, or stands elsewhere.</summary>
internal sealed class MovedPiece : IMutation
{
    private const int LongestBits = 9;

    public Exchange Apply(Exchange exchange, Random random) => Bodies.Change(exchange, random, static (body, random) =>
    {
        var start = random.Next(body.Length + 1);
        var end = Math.Min(start + random.Length(0, LongestBits), body.Length);
        return random.Next(3) switch
        {
            0 => body.Replace(start, end, []),
            1 => body.Insert(start, body.AsSpan(start, end - start)),
            _ => body.Insert(random.Next(body.Length + 1), body.AsSpan(start, end - start)),
        };
    });
}
