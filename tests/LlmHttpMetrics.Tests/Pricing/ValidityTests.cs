using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Tests.Pricing;

/// <summary>A span includes its first tick, and not the first after it.</summary>
public sealed class ValidityTests
{
    [TestCase(9, false)]
    [TestCase(10, true)]
    [TestCase(19, true)]
    [TestCase(20, false)]
    public void Holds_OfABoundary_IsOfWhatBeginsThere(long tick, bool holds) => Assert.That(new Validity(10, 20).Holds(tick), Is.EqualTo(holds));

    [TestCase(15, 15, 15, 20)]
    [TestCase(15, 14, 10, 15)]
    [TestCase(15, 16, 15, 20)]
    [TestCase(5, 15, 10, 20, Description = "an earlier boundary than that known")]
    [TestCase(25, 15, 10, 20, Description = "a later one")]
    public void Narrow_ByABoundary_KeepsTheSideOfTheTick(long boundary, long tick, long from, long until)
    {
        Validity span = new(10, 20);
        span.Narrow(boundary, tick);

        Assert.That(span, Is.EqualTo(new Validity(from, until)));
    }
}
