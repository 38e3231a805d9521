using System.Collections.Concurrent;
using System.Text;

namespace LlmHttpMetrics.Tests.Counting.Custom;

/// <summary>A custom strategy that records its input and behaves as configured.</summary>
internal sealed class ToldStrategy(string name = "told") : IMeasurementStrategy
{
    public string Name => name;

    /// <summary>Called as each of its methods is entered, with that method's name.</summary>
    public Action<string> On { get; set; } = _ => { };

    /// <summary>What it answers in the end.</summary>
    public IReadOnlyDictionary<string, double>? Values { get; set; } = new Dictionary<string, double> { ["one"] = 1 };

    /// <summary>The texts of all calls, with their kinds.</summary>
    public ConcurrentQueue<string> Texts { get; } = [];

    public ConcurrentQueue<LlmMeasuredCall> Calls { get; } = [];

    public ITextMeasurement Begin(LlmMeasuredCall measuredCall)
    {
        Calls.Enqueue(measuredCall);
        On(nameof(Begin));
        return new Measurement(this);
    }

    private sealed class Measurement(ToldStrategy strategy) : ITextMeasurement
    {
        public void OnInput(ReadOnlySpan<byte> utf8)
        {
            strategy.Texts.Enqueue($"Input {Encoding.UTF8.GetString(utf8)}");
            strategy.On(nameof(OnInput));
        }

        public void OnOutput(LlmOutputKind kind, ReadOnlySpan<byte> utf8)
        {
            strategy.Texts.Enqueue($"{kind} {Encoding.UTF8.GetString(utf8)}");
            strategy.On(nameof(OnOutput));
        }

        public IReadOnlyDictionary<string, double> Complete()
        {
            strategy.On(nameof(Complete));
            return strategy.Values!;
        }
    }
}
