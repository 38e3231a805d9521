using System.Text;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>A line, or a document, never ends: nothing but its content comes from somewhere on, for ever.</summary>
internal sealed class EndlessLine : IMutation
{
    private static readonly byte[][] Fillings = [.. new[] { "x", "\"", "\\", "é", " ", "0", "{", "[", "\"a\":1,", "data: " }.Select(Encoding.UTF8.GetBytes)];

    public Exchange Apply(Exchange exchange, Random random) =>
        exchange with { Response = exchange.Response[..random.Next(exchange.Response.Length + 1)], Tail = Fillings[random.Next(Fillings.Length)] };
}
