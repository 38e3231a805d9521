using LlmHttpMetrics.Telemetry;

namespace LlmHttpMetrics.Tests.Telemetry;

/// <summary>The values of one tag up to a bound, also where several threads bring the last of them at the same time.</summary>
public sealed class TagValuesTests
{
    [Test]
    public void Values_ThatAreNewToManyThreadsAtOnce_StayWhatTheyAre()
    {
        const int Threads = 4;
        for (var round = 0; round < 500; round++)
        {
            TagValues values = new(static () => { });
            var others = 0;
            AtOnce.Run(Threads, number =>
            {
                for (var i = 0; i < 2; i++)
                {
                    if (values.Limit($"v{(number + i) % 2}", maxValues: 2) == TagValues.Other)
                    {
                        Interlocked.Increment(ref others);
                    }
                }
            });

            Assert.That(others, Is.Zero);
        }
    }

    [Test]
    public void Value_BeyondTheLimit_IsReplacedAndCounted()
    {
        var overflowed = 0;
        TagValues values = new(() => overflowed++);

        Assert.That(Limit(values, maxValues: 2, "a", "b", "c", "a", "c", "b"), Is.EqualTo(new[] { "a", "b", TagValues.Other, "a", TagValues.Other, "b" }));
        Assert.That(overflowed, Is.EqualTo(2));
    }

    [Test]
    public void Value_AfterTheLimitIsRaised_IsAdmitted()
    {
        TagValues values = new(static () => { });
        _ = Limit(values, maxValues: 1, "a", "b", "c", "d");

        Assert.That(Limit(values, maxValues: 3, "b", "c", "d"), Is.EqualTo(new[] { "b", "c", TagValues.Other }));
    }

    [Test]
    public void Value_AfterTheLimitIsLowered_StaysIfItIsKnown()
    {
        TagValues values = new(static () => { });
        _ = Limit(values, maxValues: 2, "a", "b");

        Assert.That(Limit(values, maxValues: 1, "a", "b", "c"), Is.EqualTo(new[] { "a", "b", TagValues.Other }));
    }

    [Test]
    public void Value_ThatDiffersInCase_IsAnother()
    {
        TagValues values = new(static () => { });

        Assert.That(Limit(values, maxValues: 1, "a", "A"), Is.EqualTo(new[] { "a", TagValues.Other }));
    }

    private static string[] Limit(TagValues tag, int maxValues, params string[] values) => [.. values.Select(value => tag.Limit(value, maxValues))];
}
