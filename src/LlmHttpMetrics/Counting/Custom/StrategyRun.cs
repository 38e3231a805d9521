using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Counting.Custom;

/// <summary>The measurement of one call by one strategy. It ends once: with its values, or with the fallback that did not wait for them.</summary>
internal sealed class StrategyRun(StrategyRunner runner, StrategyMeasurement measurement)
{
    /// <summary>The maximum number of values of one strategy that are recorded for a call.</summary>
    private const int MaxValues = 32;

    private const int Open = 0;
    private const int Ended = 1;
    private const int Late = 2;

    private int _state;

    public StrategyMeasurement Measurement => measurement;

    /// <summary>Whether the strategy has not returned in time, and possibly never will.</summary>
    public bool IsLate => Volatile.Read(ref _state) == Late;

    /// <summary>Ends without calling the strategy.</summary>
    public void GiveUp(string reason)
    {
        if (TryEnd(Ended))
        {
            measurement.EndWithout(runner.Name, reason);
        }

        measurement.Release();
    }

    /// <summary>Calls the strategy. Never throws.</summary>
    /// <returns>The exception that it threw.</returns>
    public Exception? Execute(IMeasurementStrategy strategy)
    {
        Exception? thrown = null;
        try
        {
            var limit = TimeSpan.FromMilliseconds(measurement.Settings.Performance.TokenizationTimeoutMs);
            using var timer = runner.Background.Timer(measurement.Time, OnTime, limit, Timeout.InfiniteTimeSpan);
            var values = Ask(strategy, out thrown);
            if (thrown is null && TryEnd(Ended))
            {
                measurement.End(runner.Name, values);
            }
        }
        catch (Exception)
        {
            // The clock may be the application's as well.
            measurement.Faults.Failed(Stages.Strategy);
        }

        if (TryEnd(Ended))
        {
            if (thrown is not null)
            {
                measurement.Faults.Failed(Stages.Strategy);
            }

            measurement.EndWithout(runner.Name, FallbackReasons.StrategyFailed);
        }

        measurement.Release();
        return thrown;
    }

    private List<KeyValuePair<string, double>> Ask(IMeasurementStrategy strategy, out Exception? thrown)
    {
        thrown = null;
        List<KeyValuePair<string, double>> values = [];
        try
        {
            var text = strategy.Begin(measurement.Call);
            measurement.Input?.Read((kind, _, utf8) =>
            {
                if (kind == TextKind.Input)
                {
                    text.OnInput(utf8);
                }
            });
            measurement.Output?.Read((kind, _, utf8) =>
            {
                if (OutputKind(kind) is { } output)
                {
                    text.OnOutput(output, utf8);
                }
            });
            Take(text.Complete(), values);
        }
        catch (Exception e)
        {
            thrown = e;
        }

        return values;
    }

    private void Take(IReadOnlyDictionary<string, double> given, List<KeyValuePair<string, double>> values)
    {
        var leftOut = false;
        foreach (var (name, value) in given)
        {
            if (values.Count == MaxValues)
            {
                leftOut = true;
                break;
            }

            if (string.IsNullOrWhiteSpace(name) || !double.IsFinite(value))
            {
                leftOut = true;
                continue;
            }

            values.Add(new(name, value));
        }

        if (leftOut)
        {
            measurement.Faults.Failed(Stages.Strategy);
        }
    }

    private void OnTime()
    {
        if (TryEnd(Late))
        {
            measurement.Faults.Failed(Stages.Strategy);
            measurement.EndWithout(runner.Name, FallbackReasons.Timeout);
            runner.OnTimeout(this);
        }
    }

    private bool TryEnd(int state) => Interlocked.CompareExchange(ref _state, state, Open) == Open;

    private static LlmOutputKind? OutputKind(TextKind kind) => kind switch
    {
        TextKind.Answer => LlmOutputKind.Answer,
        TextKind.Reasoning => LlmOutputKind.Reasoning,
        TextKind.Refusal => LlmOutputKind.Refusal,
        TextKind.ToolArguments => LlmOutputKind.ToolArguments,
        _ => null,
    };
}
