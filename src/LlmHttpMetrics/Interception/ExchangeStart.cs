using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Interception;

/// <summary>Decides whether a request is a call that is measured.</summary>
internal static class ExchangeStart
{
    /// <summary>Begins to observe a call; null if the request is not a call that is measured. Never throws.</summary>
    /// <param name="monitor">The monitor of the client.</param>
    /// <param name="request">The request.</param>
    /// <param name="linked">Whether there may be handlers between the two layers.</param>
    /// <param name="preparation">What was done before; null if nothing was.</param>
    public static LlmExchange? Begin(ClientMonitor monitor, HttpRequestMessage request, bool linked, RequestPreparation? preparation)
    {
        var exchange = Begin(monitor, request, linked);
        if (exchange is null)
        {
            preparation?.Reservation?.End();
        }
        else if (preparation is not null)
        {
            exchange.Record.Started = preparation.Started;
            exchange.Record.Reservation = preparation.Reservation;
        }

        return exchange;
    }

    private static LlmExchange? Begin(ClientMonitor monitor, HttpRequestMessage request, bool linked)
    {
        try
        {
            var settings = monitor.Settings;
            if (request.RequestUri is not { } uri || settings.Catalogue.Find(request.Method, uri) is not { } endpoint || !monitor.Passes(settings, request))
            {
                return null;
            }

            if (endpoint.AwaitedId is { } id && !monitor.Recorder.AwaitsUsage(endpoint.Provider, id))
            {
                return null;
            }

            var exchange = linked ? new LlmExchange() : LlmExchange.Rent();
            return exchange.TryBegin(monitor, settings, endpoint, request, linked) ? exchange : null;
        }
        catch (Exception)
        {
            monitor.Recorder.Faults.Failed(Stages.Begin);
            return null;
        }
    }
}
