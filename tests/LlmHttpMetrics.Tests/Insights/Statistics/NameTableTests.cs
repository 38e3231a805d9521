using LlmHttpMetrics.Insights.Statistics;

namespace LlmHttpMetrics.Tests.Insights.Statistics;

/// <summary>Names and series up to a bound, also where several threads bring the last of them at the same time.</summary>
public sealed class NameTableTests
{
    private const int Threads = 4;
    private static readonly int Rounds = TestScale.Of(sample: 100, all: 500);

    [Test]
    public void Names_ThatAreNewToManyThreadsAtOnce_AreAllKept()
    {
        for (var round = 0; round < Rounds; round++)
        {
            NameTable table = new(most: 2);
            AtOnce.Run(Threads, number =>
            {
                table.Limit($"n{number % 2}");
                table.Limit($"n{(number + 1) % 2}");
            });

            Assert.That(table.Names, Is.EquivalentTo(new[] { "n0", "n1" }));
        }
    }

    [Test]
    public void Series_ThatAreNewToManyThreadsAtOnce_AreAllKept()
    {
        for (var round = 0; round < Rounds; round++)
        {
            SeriesTable table = new(most: 2, new StatisticsClock(new ManualTimeProvider()));
            AtOnce.Run(Threads, number =>
            {
                table.Get(Key(number % 2));
                table.Get(Key((number + 1) % 2));
            });

            Assert.That(table.All.Select(series => series.Key.Model), Is.EquivalentTo(new[] { "m0", "m1" }));
        }

        static SeriesKey Key(int number) => new(tags: 0) { Provider = "p", Model = $"m{number}", Operation = "chat" };
    }
}
