using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>The beginning of one body goes on as another, mostly another provider'\''s.</summary>
internal sealed class Splice : IMutation
{
    public Exchange Apply(Exchange exchange, Random random)
    {
        var other = ExchangeSet.All.Pick(random).Response;
        return Bodies.Change(exchange, random, (body, random) => [.. body[..random.Next(body.Length + 1)], .. other[random.Next(other.Length + 1)..]]);
    }
}
