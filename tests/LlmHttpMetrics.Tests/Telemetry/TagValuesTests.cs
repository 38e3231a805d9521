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
}
