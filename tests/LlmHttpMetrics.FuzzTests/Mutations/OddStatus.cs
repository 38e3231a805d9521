using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>The answer has another status than its body deserves.</summary>
internal sealed class OddStatus : IMutation
{
    private static readonly int[] Statuses = [200, 201, 204, 206, 299, 304, 400, 401, 404, 429, 500, 529, 599, 600, 999];

    public Exchange Apply(Exchange exchange, Random random) => exchange with { Status = Statuses[random.Next(Statuses.Length)] };
}
