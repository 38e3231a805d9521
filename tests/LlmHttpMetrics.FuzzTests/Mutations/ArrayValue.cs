using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>A value is an array where it was none, an array of two, empty, or another kind altogether.</summary>
internal sealed class ArrayValue : IMutation
{
    public Exchange Apply(Exchange exchange, Random random) => Bodies.Change(exchange, random, static (body, random) =>
    {
        if (JsonMember.Pick(body, random) is not { } member)
        {
            return body;
        }

        ReadOnlySpan<byte> value = body.AsSpan(member.ValueStart..member.ValueEnd);
        return body.Replace(member.ValueStart, member.ValueEnd, random.Next(7) switch
        {
            0 => [.. "["u8, .. value, .. "]"u8],
            1 => [.. "["u8, .. value, .. ","u8, .. value, .. "]"u8],
            2 => "[]"u8,
            3 => "{}"u8,
            4 => [.. "{\"value\":"u8, .. value, .. "}"u8],
            5 => "false"u8,
            _ => "\"\""u8,
        });
    });
}
