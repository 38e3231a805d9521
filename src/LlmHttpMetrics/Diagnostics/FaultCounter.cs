using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Diagnostics;

/// <summary>Counts the errors of the monitoring itself, all of which are handled, as <c>llm.measurement.failures</c>.</summary>
internal sealed class FaultCounter
{
    private static readonly ConditionalWeakTable<Meter, FaultCounter> OfMeters = [];

    private readonly Counter<long> _failures;

    /// <param name="meter">The meter that the count is published on.</param>
    public FaultCounter(Meter meter)
    {
        _failures = meter.CreateCounter<long>(LlmInstrumentNames.MeasurementFailures, "{failure}", "Errors of the monitoring itself, all of them handled.");
        Cover(meter);
    }

    /// <summary>Errors of listeners to this meter are counted here too.</summary>
    public void Cover(Meter meter) => OfMeters.Add(meter, this);

    /// <summary>Counts an error. Never throws.</summary>
    /// <param name="stage">The stage in which it occurred; a value of <c>llm.stage</c>.</param>
    public void Failed(string stage)
    {
        try
        {
            _failures.AddWith(1, new(LlmTagNames.Stage, stage));
        }
        catch (Exception)
        {
            // The error may come from the listener that would have counted it.
        }
    }

    /// <summary>Runs a step that may run code of the application; an error is counted, and what follows is done nevertheless.</summary>
    public void Guard<T1, T2>(string stage, T1 first, T2 second, Action<T1, T2> step)
    {
        try
        {
            step(first, second);
        }
        catch (Exception)
        {
            Failed(stage);
        }
    }

    /// <summary>Counts a listener that threw an exception while an instrument was recorded. Never throws.</summary>
    public static void ListenerFailed(Instrument instrument)
    {
        if (OfMeters.TryGetValue(instrument.Meter, out var faults))
        {
            faults.Failed(Stages.Recording);
        }
    }
}
