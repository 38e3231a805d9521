using LlmHttpMetrics.FuzzTests.Cases;

namespace LlmHttpMetrics.FuzzTests.LongMode;

/// <summary>Bodies as long as this are read in each build; the long mode reads a gigabyte of each.</summary>
public sealed class LargeBodyTests
{
    private const long Length = 100 * 1024 * 1024;
    private const int TinyEvents = 1_000_000;

    private static IEnumerable<LargeBody> Bodies => LargeBodies.List;

    [TestCaseSource(nameof(Bodies))]
    public void Body_OfAHundredMegabytes_HoldsLittle(object body)
    {
        _ = LargeBodies.Read((LargeBody)body, CaseRunner.MostHeld);

        var (held, failure) = LargeBodies.Read((LargeBody)body, Length);

        Assert.That(failure, Is.Null);
        Assert.That(held, Is.LessThan(CaseRunner.MostHeld));
    }

    [Test]
    public void Stream_OfAMillionTinyEvents_HoldsLittle()
    {
        var tiny = LargeBodies.List.Single(body => body.Again == "data: {}\n\n");

        var (held, failure) = LargeBodies.Read(tiny, (long)TinyEvents * tiny.Again.Length);

        Assert.That(failure, Is.Null);
        Assert.That(held, Is.LessThan(CaseRunner.MostHeld));
    }
}
