using LlmHttpMetrics.Benchmarks.Data;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>Measures and prints every figure that must be reached, one a line.</summary>
internal static class QuickMode
{
    public static void Run()
    {
        var bodies = RecordedBodies.Load();
        Console.WriteLine(new Figure("data", bodies.ToString(), "any", Reached: true));
        IEnumerable<Figure>[] rooms =
        [
            SdkFigures.Measure(),
            OffFigures.Measure(),
            WholeAnswerFigures.Measure(),
            StreamFigures.Measure(),
            StrategyFigures.Measure(bodies),
            ScrapeFigures.Measure(),
            ObservingFigures.Measure(bodies),
            LongStringFigures.Measure(),
            StatisticsFigures.Measure(),
            EventFigures.Measure(),
        ];
        foreach (var figure in rooms.SelectMany(room => room))
        {
            Console.WriteLine(figure);
        }
    }
}
