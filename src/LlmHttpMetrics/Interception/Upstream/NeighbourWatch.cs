using System.Collections.Concurrent;
using System.Diagnostics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Interception.Upstream;

/// <summary>Says of a call whether somebody else measures it, and logs once of each who does. One for all clients of a service provider.</summary>
internal sealed class NeighbourWatch(ILogger logger)
{
    private readonly ConcurrentDictionary<string, bool> _logged = new(StringComparer.Ordinal);

    /// <summary>Notes on the call what is to be left to a neighbour. Never throws.</summary>
    public void Look(CallRecord call, LlmInstruments instruments, string clientName)
    {
        try
        {
            var mode = call.Settings.WhenAlreadyMeasured;
            if (!call.Endpoint.Counted || (mode == WhenAlreadyMeasured.Record && !logger.IsEnabled(LogLevel.Information)))
            {
                return;
            }

            NeighbourMeters.Watch();
            var neighbour = Neighbour.Find(call.Caller, call.Endpoint.Operation);
            var measures = neighbour is not null && Neighbour.Measures(neighbour.Source.Name);
            if (mode == WhenAlreadyMeasured.Record)
            {
                Report(measures ? neighbour : null, call.Caller, clientName);
                return;
            }

            call.SkipsStandard = measures;
            call.Neighbour = mode == WhenAlreadyMeasured.Enrich ? neighbour : null;
        }
        catch (Exception)
        {
            instruments.Failed(Stages.Begin);
        }
    }

    private void Report(Activity? neighbour, Activity? caller, string clientName)
    {
        if (neighbour is not null)
        {
            if (_logged.TryAdd(neighbour.Source.Name, true))
            {
                Log.AlreadyMeasured(logger, clientName, neighbour.Source.Name);
            }
        }
        else if (caller is not { Recorded: true })
        {
            // Nothing traces this call, so that there is no activity to tell whose it is.
            foreach (var name in NeighbourMeters.Names)
            {
                if (_logged.TryAdd(name, true))
                {
                    Log.MayBeMeasured(logger, clientName, name);
                }
            }
        }
    }
}
