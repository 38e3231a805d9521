using System.Collections.Concurrent;
using System.Diagnostics;
using LlmHttpMetrics.Calls;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Interception.Upstream;

/// <summary>Detects whether another instrumentation measures a call too, and logs each of them once. Shared by all clients of a service provider.</summary>
internal sealed class UpstreamDetector(ILogger logger)
{
    private readonly ConcurrentDictionary<string, bool> _logged = new(StringComparer.Ordinal);

    /// <summary>Marks on the call what is to be left to the other instrumentation.</summary>
    public void Look(CallRecord call, ClientSettings settings)
    {
        var mode = settings.WhenAlreadyMeasured;
        if (!call.Endpoint.Counted || (mode == WhenAlreadyMeasured.Record && !logger.IsEnabled(LogLevel.Information)))
        {
            return;
        }

        UpstreamMeters.Watch();
        var upstream = UpstreamActivity.Find(call.Caller, call.Endpoint.Operation);
        var measures = upstream is not null && UpstreamActivity.Measures(upstream.Source.Name);
        if (mode == WhenAlreadyMeasured.Record)
        {
            Report(measures ? upstream : null, call.Caller, settings.ClientName);
            return;
        }

        call.SkipsStandard = measures;
        call.UpstreamActivity = mode == WhenAlreadyMeasured.Enrich ? upstream : null;
    }

    private void Report(Activity? upstream, Activity? caller, string clientName)
    {
        if (upstream is not null)
        {
            if (_logged.TryAdd(upstream.Source.Name, true))
            {
                Log.AlreadyMeasured(logger, clientName, upstream.Source.Name);
            }
        }
        else if (caller is not { Recorded: true })
        {
            // Nothing traces this call, so no activity shows which instrumentation it belongs to.
            foreach (var name in UpstreamMeters.Names)
            {
                if (_logged.TryAdd(name, true))
                {
                    Log.MayBeMeasured(logger, clientName, name);
                }
            }
        }
    }
}
