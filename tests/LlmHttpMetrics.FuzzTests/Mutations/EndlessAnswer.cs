using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>The answer never ends: a piece of it comes again and again.</summary>
internal sealed class EndlessAnswer : IMutation
{
    private const int LongestBits = 11;

    public Exchange Apply(Exchange exchange, Random random)
    {
        var body = exchange.Response;
        var start = random.Next(body.Length + 1);
        var end = Math.Min(start + random.Length(0, LongestBits), body.Length);
        return exchange with { Response = body[..end], Tail = body[start..end] };
    }
}
