namespace LlmHttpMetrics.Interception;

/// <summary>The outermost handler: measures a call as its caller experiences it, whatever the inner handlers do to get its answer.</summary>
internal sealed class LlmExchangeHandler(MonitorSlot slot) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Without a handler in between there is one attempt, and this handler measures for both.
        var attempt = InnerHandler as LlmAttemptHandler;
        return slot.Monitor is not { IsOff: false } monitor ? SendApartAsync(attempt, request, cancellationToken)
            : RequestPreparation.Of(monitor, request) is { } preparation ? SendPreparedAsync(monitor, preparation, attempt, request, cancellationToken)
            : SendMeasuredAsync(monitor, attempt, request, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var attempt = InnerHandler as LlmAttemptHandler;
        if (slot.Monitor is not { IsOff: false } monitor)
        {
            return SendApart(attempt, request, cancellationToken);
        }

        if (RequestPreparation.Of(monitor, request) is not { } preparation)
        {
            return SendMeasured(monitor, attempt, request, cancellationToken);
        }

        preparation.Run(cancellationToken);
        try
        {
            return SendMeasured(monitor, attempt, request, cancellationToken, preparation);
        }
        finally
        {
            preparation.Undo();
        }
    }

    private async Task<HttpResponseMessage> SendPreparedAsync(
        ClientMonitor monitor, RequestPreparation preparation, LlmAttemptHandler? attempt, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await preparation.RunAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await SendMeasuredAsync(monitor, attempt, request, cancellationToken, preparation).ConfigureAwait(false);
        }
        finally
        {
            preparation.Undo();
        }
    }

    private Task<HttpResponseMessage> SendMeasuredAsync(
        ClientMonitor monitor, LlmAttemptHandler? attempt, HttpRequestMessage request, CancellationToken cancellationToken,
        RequestPreparation? preparation = null)
    {
        if (ExchangeStart.Begin(monitor, request, linked: attempt is null, preparation) is not { } exchange)
        {
            return SendApartAsync(attempt, request, cancellationToken);
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

    private HttpResponseMessage SendMeasured(
        ClientMonitor monitor, LlmAttemptHandler? attempt, HttpRequestMessage request, CancellationToken cancellationToken,
        RequestPreparation? preparation = null)
    {
        if (ExchangeStart.Begin(monitor, request, linked: attempt is null, preparation) is not { } exchange)
        {
            return SendApart(attempt, request, cancellationToken);
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

    /// <summary>Sends a request that is not measured, so that it does not become an attempt of an enclosing call either.</summary>
    private Task<HttpResponseMessage> SendApartAsync(LlmAttemptHandler? attempt, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (attempt is not null)
        {
            return attempt.ForwardAsync(request, cancellationToken);
        }

        var around = ExchangeLink.Hide();
        try
        {
            return base.SendAsync(request, cancellationToken);
        }
        finally
        {
            ExchangeLink.Return(around);
        }
    }

    /// <inheritdoc cref="SendApartAsync"/>
    private HttpResponseMessage SendApart(LlmAttemptHandler? attempt, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (attempt is not null)
        {
            return attempt.Forward(request, cancellationToken);
        }

        var around = ExchangeLink.Hide();
        try
        {
            return base.Send(request, cancellationToken);
        }
        finally
        {
            ExchangeLink.Return(around);
        }
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
