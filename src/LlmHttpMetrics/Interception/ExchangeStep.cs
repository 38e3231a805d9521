using LlmHttpMetrics.Interception.Injection;
using LlmHttpMetrics.Recording;

namespace LlmHttpMetrics.Interception;

/// <summary>What the outermost handler does for a call around its send, each step guarded: a fault of ours is counted and goes no further.</summary>
internal readonly struct ExchangeStep(LlmExchange exchange, HttpRequestMessage request)
{
    public void Before()
    {
        try
        {
            exchange.AskForUsage(request);
            if (exchange.Attempts is not null)
            {
                ExchangeLink.Set(request, exchange);
            }
            else
            {
                exchange.NameModelOnHttpMetrics(request);
                exchange.ObserveRequest(request);
            }
        }
        catch (Exception)
        {
            Count(Stages.Request);
        }
    }

    public void Sent()
    {
        try
        {
            exchange.RestoreActivity();
            ExchangeLink.LeaveFlow(exchange);
            exchange.AfterSend(request);
        }
        catch (Exception)
        {
            Count(Stages.Request);
        }
    }

    public void Responded(HttpResponseMessage response)
    {
        try
        {
            Restore();
            var rewritten = exchange.IsRewritten;
            exchange.OnResponse(response);
            if (rewritten)
            {
                FilteredResponseContent.Hide(response);
            }
        }
        catch (Exception)
        {
            Count(Stages.Response);
        }
    }

    public void Failed(Exception exception, CancellationToken cancellationToken)
    {
        try
        {
            exchange.RestoreActivity();
            ExchangeLink.LeaveFlow(exchange);
            exchange.AfterSend(request);
            Restore();
            exchange.OnSendFailed(exception, cancellationToken);
        }
        catch (Exception)
        {
            Count(Stages.Recording);
        }
    }

    private void Restore()
    {
        LlmExchange.RestoreRequest(request);
        exchange.TakeBackRewriting(request);
        if (exchange.Attempts is not null)
        {
            ExchangeLink.Remove(request);
        }
        else
        {
            exchange.LeaveHttpMetrics(request);
        }
    }

    private void Count(string stage) => exchange.Monitor.Recorder.Instruments.Failed(stage);
}
