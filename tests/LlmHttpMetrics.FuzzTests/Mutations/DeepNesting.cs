using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>A value is nested up to 10,000 deep, closed or not, in arrays, objects, or the body'\''s own names.</summary>
internal sealed class DeepNesting : IMutation
{
    private const int Deepest = 10_000;

    public Exchange Apply(Exchange exchange, Random random) => Bodies.Change(exchange, random, static (body, random) =>
    {
        if (JsonMember.Pick(body, random) is not { } member)
        {
            return body;
        }

        ReadOnlySpan<byte> name = body.AsSpan(member.NameStart..member.NameEnd);
        var (open, close) = random.Next(4) switch
        {
            0 => ("["u8.ToArray(), "]"u8.ToArray()),
            1 => ("{\"x\":"u8.ToArray(), "}"u8.ToArray()),
            2 => ([.. "{\""u8, .. name, .. "\":"u8], "}"u8.ToArray()),
            _ => ([.. "[{\""u8, .. name, .. "\":"u8], "}]"u8.ToArray()),
        };
        var depth = random.Next(8) == 0 ? Deepest / Math.Max(1, open.Length / 8) : random.Length(2, 9);
        byte[] nested = [.. Repeat(open, depth), .. body[member.ValueStart..member.ValueEnd], .. random.Next(3) == 0 ? [] : Repeat(close, depth)];
        return body.Replace(member.ValueStart, member.ValueEnd, nested);
    });

    private static byte[] Repeat(byte[] bytes, int times) => [.. Enumerable.Repeat(bytes, times).SelectMany(copy => copy)];
}
