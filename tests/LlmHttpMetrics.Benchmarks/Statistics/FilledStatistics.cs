using LlmHttpMetrics.Insights.Statistics;

namespace LlmHttpMetrics.Benchmarks.Statistics;

/// <summary>
/// Statistics of 200 models after seventy minutes of traffic, so that every window is full: latencies from half a second to minutes, every
/// fiftieth a refusal within milliseconds.
/// </summary>
internal sealed class FilledStatistics
{
    public const int Models = 200;

    private const int Units = 420;
    private const int CallsOfUnit = 20;

    private readonly SteppedTime _time = new();
    private readonly Random _random = new(7);

    public FilledStatistics()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Statistics = new LlmStatistics(new LlmStatisticsOptions { TimeProvider = _time });
        for (var unit = 0; unit < Units; unit++)
        {
            for (var model = 0; model < Models; model++)
            {
                for (var call = 0; call < CallsOfUnit; call++)
                {
                    Add($"model-{model}", refused: call == unit % 50);
                }
            }

            _time.Step(TimeSpan.FromSeconds(10));
        }

        Bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
    }

    public LlmStatistics Statistics { get; }

    /// <summary>The memory they hold.</summary>
    public long Bytes { get; }

    private void Add(string model, bool refused)
    {
        var seconds = refused ? 0.002 + (0.02 * _random.NextDouble()) : 0.3 + Math.Exp(1 + (1.2 * Normal()));
        Statistics.Record(new CallSample
        {
            Provider = "openai",
            Model = model,
            Operation = "chat",
            ClientName = "",
            Outcome = refused ? LlmOutcomes.Error : LlmOutcomes.Completed,
            ErrorType = refused ? "rate_limit_exceeded" : null,
            Duration = TimeSpan.FromSeconds(seconds),
            TimeToFirstToken = refused ? null : TimeSpan.FromSeconds(0.1 + (seconds * 0.2 * _random.NextDouble())),
            Tokens = refused ? default : new(_random.Next(10, 10_000), _random.Next(1, 2000)),
        }).AddCost(0.001m, "USD");
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
