using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>The body ends anywhere.</summary>
internal sealed class Cut : IMutation
{
    public Exchange Apply(Exchange exchange, Random random) =>
        Bodies.Change(exchange, random, static (body, random) => body[..random.Next(body.Length + 1)]);
}
