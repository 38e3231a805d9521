using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>NUL, raw or escaped, one or many.</summary>
internal sealed class NulByte : IMutation
{
    private const int MostBits = 10;

    public Exchange Apply(Exchange exchange, Random random) => Bodies.Change(exchange, random, static (body, random) =>
        body.Insert(random.Next(body.Length + 1), random.Next(3) == 0 ? "\\u0000"u8 : new byte[random.Length(0, MostBits)]));
}
