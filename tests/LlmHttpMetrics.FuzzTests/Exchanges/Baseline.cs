using LlmHttpMetrics.FuzzTests.Cases;

namespace LlmHttpMetrics.FuzzTests.Exchanges;

/// <summary>What is recorded of an exchange as it is, to hold its mutations against.</summary>
internal static class Baseline
{
    public static Exchange Take(Exchange exchange)
    {
        var runner = CaseRunner.Shared;
        runner.Run(new FuzzCase { Exchange = exchange, Counts = false });
        var counted = runner.Counted;
        runner.Run(new FuzzCase { Exchange = exchange with { Request = "{}"u8.ToArray() }, Counts = false });
        return exchange with { Counted = counted, IsKnownByPath = runner.Counted > 0 };
    }
}
