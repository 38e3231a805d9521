using LlmHttpMetrics.Recording;

namespace LlmHttpMetrics.Interception;

/// <summary>The innermost handler: measures each send of a call, and sees the body as it comes from the network.</summary>
internal sealed class LlmAttemptHandler : DelegatingHandler
{
    /// <summary>Sends for the outermost handler, which stands directly above and measures for both.</summary>
    public Task<HttpResponseMessage> ForwardAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(request, cancellationToken);

    /// <inheritdoc cref="ForwardAsync"/>
    public HttpResponseMessage Forward(HttpRequestMessage request, CancellationToken cancellationToken) => base.Send(request, cancellationToken);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Begin(request) is { } attempt ? SendAttemptAsync(attempt, request, cancellationToken) : base.SendAsync(request, cancellationToken);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Begin(request) is not { } attempt)
        {
            return base.Send(request, cancellationToken);
        }

        try
        {
            var response = base.Send(request, cancellationToken);
            Responded(attempt, request, response);
            return response;
        }
        catch (Exception e)
        {
            Failed(attempt, request, e, cancellationToken);
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAttemptAsync(LlmAttempt attempt, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var sending = base.SendAsync(request, cancellationToken);
            Sent(attempt, request);
            var response = await sending.ConfigureAwait(false);
            Responded(attempt, request, response);
            return response;
        }
        catch (Exception e)
        {
            Failed(attempt, request, e, cancellationToken);
            throw;
        }
    }

    private static LlmAttempt? Begin(HttpRequestMessage request)
    {
        var exchange = ExchangeLink.Find(request);
        try
        {
            var attempt = exchange?.Attempts?.Begin();
            exchange?.NameModelOnHttpMetrics(request);
            exchange?.ObserveRequest(request);
            return attempt;
        }
        catch (Exception)
        {
            exchange!.Monitor.Recorder.Instruments.Failed(Stages.Begin);
            return null;
        }
    }

    private static void Sent(LlmAttempt attempt, HttpRequestMessage request)
    {
        try
        {
            attempt.Exchange.AfterSend(request);
        }
        catch (Exception)
        {
            attempt.Exchange.Monitor.Recorder.Instruments.Failed(Stages.Request);
        }
    }

    private static void Responded(LlmAttempt attempt, HttpRequestMessage request, HttpResponseMessage response)
    {
        try
        {
            LlmExchange.RestoreRequest(request);
            attempt.Exchange.LeaveHttpMetrics(request);
            if (attempt.Exchange.Observe(response, attempt) is { } content)
            {
                LlmExchange.EndIfEmpty(content);
            }
        }
        catch (Exception)
        {
            attempt.Exchange.Monitor.Recorder.Instruments.Failed(Stages.Response);
        }
    }

    private static void Failed(LlmAttempt attempt, HttpRequestMessage request, Exception exception, CancellationToken cancellationToken)
    {
        var exchange = attempt.Exchange;
        try
        {
            LlmExchange.RestoreRequest(request);
            exchange.LeaveHttpMetrics(request);
            exchange.Attempts?.OnFailed(
                attempt, OutcomeRules.OfException(exception, cancellationToken.IsCancellationRequested, exchange.Monitor.TimeoutElapsed(exchange.Record.Started)));
        }
        catch (Exception)
        {
            exchange.Monitor.Recorder.Instruments.Failed(Stages.Recording);
        }
    }
}
