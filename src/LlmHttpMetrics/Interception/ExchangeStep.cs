using LlmHttpMetrics.Interception.Injection;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// What the outermost handler does for a call before and after sending it. Each step is guarded separately: request and content can be disposed at
/// any time, so that they can neither be read nor restored, and the call is recorded nevertheless.
/// </summary>
internal readonly struct ExchangeStep(LlmExchange exchange, HttpRequestMessage request)
{
    public void Before()
    {
        exchange.Guarded(Stages.Request, request, static (exchange, request) => exchange.RequestUsage(request));
        if (exchange.Attempts is not null)
        {
            exchange.Guarded(Stages.Request, request, static (exchange, request) => ExchangeLink.Set(request, exchange));
            return;
        }

        exchange.Guarded(Stages.Request, request, static (exchange, request) => exchange.AddModelToHttpMetrics(request));
        exchange.Guarded(Stages.Request, request, static (exchange, request) => exchange.ObserveRequest(request));
    }

    public void Sent()
    {
        exchange.Guarded(Stages.Request, request, static (exchange, _) => exchange.RestoreActivity());
        exchange.Guarded(Stages.Request, request, static (exchange, _) => ExchangeLink.LeaveFlow(exchange));
        exchange.Guarded(Stages.Request, request, static (exchange, request) => exchange.AfterSend(request));
    }

    public void Responded(HttpResponseMessage response)
    {
        Restore();
        var rewritten = exchange.IsRewritten;
        exchange.Guarded(Stages.Response, response, static (exchange, response) => exchange.OnResponse(response));
        if (rewritten)
        {
            exchange.Guarded(Stages.Response, response, static (exchange, response) =>
            {
                if (!FilteredResponseContent.Hide(response))
                {
                    exchange.Monitor.Recorder.Faults.Failed(Stages.Response);
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
        exchange.Guarded(Stages.Request, request, static (_, request) => LlmExchange.RestoreRequest(request));
        exchange.Guarded(Stages.Request, request, static (exchange, request) => exchange.RestoreRewrittenContent(request));
        if (exchange.Attempts is not null)
        {
            exchange.Guarded(Stages.Request, request, static (_, request) => ExchangeLink.Remove(request));
        }
        else
        {
            exchange.Guarded(Stages.Request, request, static (exchange, request) => exchange.RemoveHttpMetricsTags(request));
        }
    }
}
