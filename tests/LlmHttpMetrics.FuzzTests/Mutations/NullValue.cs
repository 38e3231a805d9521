using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>A value is null.</summary>
internal sealed class NullValue : IMutation
{
    public Exchange Apply(Exchange exchange, Random random) => Bodies.Change(exchange, random, static (body, random) =>
        JsonMember.Pick(body, random) is { } member ? body.Replace(member.ValueStart, member.ValueEnd, "null"u8) : body);
}
