namespace LlmHttpMetrics.Interception;

/// <summary>The outermost handler: measures a call as its caller feels it, whatever is done below to get its answer.</summary>
internal sealed class LlmExchangeHandler(ClientMonitor monitor) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Without a handler in between there is one attempt, and both layers are one.
        var attempt = InnerHandler as LlmAttemptHandler;
        if (monitor.Begin(request, linked: attempt is null) is not { } exchange)
        {
            return base.SendAsync(request, cancellationToken);
        }

        var step = new ExchangeStep(exchange, request);
        Task<HttpResponseMessage> sending;
        try
        {
            step.Before();
            sending = attempt?.ForwardAsync(request, cancellationToken) ?? base.SendAsync(request, cancellationToken);
        }
        catch (Exception e)
        {
            step.Failed(e, cancellationToken);
            throw;
        }

        step.Sent();
        if (sending.IsCompletedSuccessfully)
        {
            step.Responded(sending.Result);
            return sending;
        }

        return AwaitAsync(step, sending, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var attempt = InnerHandler as LlmAttemptHandler;
        if (monitor.Begin(request, linked: attempt is null) is not { } exchange)
        {
            return base.Send(request, cancellationToken);
        }

        var step = new ExchangeStep(exchange, request);
        HttpResponseMessage response;
        try
        {
            step.Before();
            response = attempt?.Forward(request, cancellationToken) ?? base.Send(request, cancellationToken);
        }
        catch (Exception e)
        {
            step.Failed(e, cancellationToken);
            throw;
        }

        step.Sent();
        step.Responded(response);
        return response;
    }

    private static async Task<HttpResponseMessage> AwaitAsync(ExchangeStep step, Task<HttpResponseMessage> sending, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await sending.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            step.Failed(e, cancellationToken);
            throw;
        }

        step.Responded(response);
        return response;
    }
}
