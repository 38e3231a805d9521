using System.Diagnostics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Providers.Catalogue;

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
            Fill(exchange.Record, monitor, settings, endpoint, request);
            if (!exchange.TryBegin(monitor, settings, request, linked))
            {
                return null;
            }

            StartSpan(exchange, request);
            return exchange;
        }
        catch (Exception)
        {
            monitor.Faults.Failed(Stages.Begin);
            return null;
        }
    }

    private static void Fill(CallRecord record, ClientMonitor monitor, ClientSettings settings, Endpoint endpoint, HttpRequestMessage request)
    {
        record.Endpoint = endpoint;
        record.ClientName = settings.ClientName;
        record.Consumers = settings.Consumers;
        record.Prices = settings.Prices;
        record.HttpRequest = request;
        record.Caller = Activity.Current;
        record.Started = monitor.Time.GetTimestamp();
        record.Call = LlmCall.Of(request);
    }

    /// <summary>Starts the span of the call, unless another instrumentation has one; it starts late if the payload has to be read first.</summary>
    private static void StartSpan(LlmExchange exchange, HttpRequestMessage request)
    {
        var record = exchange.Record;
        exchange.Guarded(Stages.Begin, request, static (exchange, _) => exchange.Monitor.Upstream.Look(exchange.Record, exchange.Settings));
        record.WantsLateSpan = record.UpstreamActivity is null && exchange.Settings.Span.IsEnabled;
        if (exchange.Settings.HasEvents || record.WantsLateSpan || record.UpstreamActivity is not null)
        {
            record.Timestamp = exchange.Monitor.Time.GetUtcNow();
            record.ScopeId = LlmCall.CurrentId;
            record.RetryNumber = RetryHeader.Read(request);
        }

        if (!record.WantsLateSpan || !exchange.Request.IsModelCall)
        {
            return;
        }

        exchange.Guarded(Stages.Span, request, static (exchange, _) => exchange.Record.Span = exchange.Settings.Span.Start(exchange.Record));
        record.WantsLateSpan = record.Span is null;
        if (record.Span is null)
        {
            // A listener that throws leaves its activity current.
            Activity.Current = record.Caller;
        }
    }
}
