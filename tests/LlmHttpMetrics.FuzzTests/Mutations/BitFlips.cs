using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>Single bits are turned.</summary>
internal sealed class BitFlips : IMutation
{
    private const int Most = 8;

    public Exchange Apply(Exchange exchange, Random random) => Bodies.Change(exchange, random, static (body, random) =>
    {
        byte[] changed = [.. body];
        for (var flips = random.Next(1, Most + 1); flips > 0 && changed.Length > 0; flips--)
        {
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        }

        return changed;
    });
}
