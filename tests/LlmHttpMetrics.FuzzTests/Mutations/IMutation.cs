using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>One way in which an exchange goes wrong.</summary>
internal interface IMutation
{
    /// <summary>The exchange gone wrong; the given one stays as it is.</summary>
    Exchange Apply(Exchange exchange, Random random);
}
