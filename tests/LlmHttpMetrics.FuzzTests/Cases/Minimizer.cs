using LlmHttpMetrics.FuzzTests.Mutations;

namespace LlmHttpMetrics.FuzzTests.Cases;

/// <summary>Leaves out of a failing input all that is not needed for it to fail: delta debugging on chunks of bytes.</summary>
internal static class Minimizer
{
    private const int MostRuns = 20_000;

    /// <summary>The smallest case found that fails in the same way, which the word before the colon names.</summary>
    public static FuzzCase Minimize(FuzzCase fuzz, Func<FuzzCase, string?> run)
    {
        var kind = Kind(run(fuzz));
        var response = Reduce(fuzz.Exchange.Response, bytes => Fails(fuzz with { Exchange = fuzz.Exchange with { Response = bytes } }));
        fuzz = fuzz with { Exchange = fuzz.Exchange with { Response = response } };
        var request = Reduce(fuzz.Exchange.Request, bytes => bytes.Length > 0 && Fails(fuzz with { Exchange = fuzz.Exchange with { Request = bytes } }));
        return fuzz with { Exchange = fuzz.Exchange with { Request = request } };

        bool Fails(FuzzCase candidate) => kind is not null && Kind(run(candidate)) == kind;
    }

    /// <summary>The input without every chunk that can be left out, from halves down to single bytes.</summary>
    public static byte[] Reduce(byte[] input, Func<byte[], bool> fails)
    {
        var runs = 0;
        for (var size = Math.Max(input.Length / 2, 1); input.Length > 0 && runs < MostRuns; size /= 2)
        {
            for (var at = 0; at < input.Length && runs < MostRuns;)
            {
                var candidate = input.Replace(at, Math.Min(at + size, input.Length), []);
                runs++;
                if (fails(candidate))
                {
                    input = candidate;
                }
                else
                {
                    at += size;
                }
            }

            if (size == 1)
            {
                break;
            }
        }

        return input;
    }

    private static string? Kind(string? failure) => failure?.Split(':')[0];
}
