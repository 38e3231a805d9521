using LlmHttpMetrics.FuzzTests.Cases;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>Bodies of every format end after each of their bytes.</summary>
public sealed class EveryCutTests
{
    private const int LongestBody = 4096;

    /// <summary>One per format of the mock providers and per kind of answer.</summary>
    private static IEnumerable<string> Names => ExchangeSet.All.Exchanges.Where(exchange => exchange.Name.StartsWith("mock", StringComparison.Ordinal))
        .Where(exchange => exchange.Response.Length < LongestBody).Select(exchange => exchange.Name);

    [TestCaseSource(nameof(Names))]
    public void Body_CutAtEveryByte_IsUnharmed(string name)
    {
        var exchange = ExchangeSet.All.Named(name);
        for (var length = 0; length <= exchange.Response.Length; length++)
        {
            FuzzCase fuzz = new()
            {
                Exchange = exchange with { Response = exchange.Response[..length] },
                Mutations = $"a cut at {length}",
                Pieces = (Pieces)(length % 4),
                Seed = length,
                IsSync = length % 2 == 0,
                HasHandlerBetween = length % 3 == 0,
            };
            Assert.That(CaseRunner.Shared.Run(fuzz), Is.Null, fuzz.ToString());
        }
    }
}
