using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>A member stands twice or more often, with the same value or another.</summary>
internal sealed class DuplicateKey : IMutation
{
    private const int Most = 5;

    public Exchange Apply(Exchange exchange, Random random) => Bodies.Change(exchange, random, static (body, random) =>
    {
        if (JsonMember.Pick(body, random) is not { } member || JsonMember.Pick(body, random) is not { } other)
        {
            return body;
        }

        byte[] again =
        [
            .. "\""u8, .. body[member.NameStart..member.NameEnd], .. "\":"u8,
            .. random.Next(2) == 0 ? body[member.ValueStart..member.ValueEnd] : body[other.ValueStart..other.ValueEnd], .. ","u8
        ];
        return body.Insert(member.NameStart - 1, [.. Enumerable.Repeat(again, random.Next(1, Most + 1)).SelectMany(copy => copy)]);
    });
}
