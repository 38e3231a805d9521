using LlmHttpMetrics.Interception.Injection;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// What the outermost handler does for a call before and after sending it. Each step is guarded separately: request and content can be disposed at
/// any time, so that they can neither be read nor restored, and the call is recorded nevertheless.
/// </summary>
internal readonly struct ExchangeStep(LlmExchange exchange, HttpRequestMessage request)
{
    public void Before()
    {
        exchange.Guarded(Stages.Request, request, static (exchange, request) => exchange.Request.RequestUsage(request));
        if (exchange.Attempts is not null)
        {
            exchange.Guarded(Stages.Request, request, static (exchange, request) => ExchangeLink.Set(request, exchange));
            return;
        }

        exchange.Guarded(Stages.Request, request, static (exchange, request) => exchange.Request.AddModelToHttpMetrics(request));
        exchange.Guarded(Stages.Request, request, static (exchange, request) => exchange.Request.Observe(request));
    }

    public void Sent()
    {
        exchange.Guarded(Stages.Request, request, static (exchange, _) => exchange.RestoreActivity());
        exchange.Guarded(Stages.Request, request, static (exchange, _) => ExchangeLink.LeaveFlow(exchange));
        exchange.Guarded(Stages.Request, request, static (exchange, request) => exchange.Request.ReadMemory(request));
    }

    public void Responded(HttpResponseMessage response)
    {
        Restore();
        var rewritten = exchange.Request.IsRewritten;
        exchange.Guarded(Stages.Response, response, static (exchange, response) => exchange.Response.OnResponse(response));
        if (rewritten)
        {
            exchange.Guarded(Stages.Response, response, static (exchange, response) =>
            {
                if (!FilteredResponseContent.Hide(response))
                {
                    exchange.Monitor.Faults.Failed(Stages.Response);
                }
            });
        }
    }

    public void Failed(Exception exception, CancellationToken cancellationToken)
    {
        Sent();
        Restore();
        exchange.Guarded(Stages.Recording, (exception, cancellationToken), static (exchange, failure) =>
            exchange.OnSendFailed(failure.exception, failure.cancellationToken));
    }

    /// <summary>Restores the request as the caller created it, before it is visible to the caller again.</summary>
    private void Restore()
    {
        exchange.Guarded(Stages.Request, request, static (_, request) => ExchangeRequest.Restore(request));
        exchange.Guarded(Stages.Request, request, static (exchange, request) => exchange.Request.RestoreRewritten(request));
        if (exchange.Attempts is not null)
        {
            exchange.Guarded(Stages.Request, request, static (_, request) => ExchangeLink.Remove(request));
        }
        else
        {
            exchange.Guarded(Stages.Request, request, static (exchange, request) => exchange.Request.RemoveHttpMetricsTags(request));
        }
    }
}
