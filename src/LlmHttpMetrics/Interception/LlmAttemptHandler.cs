using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Interception;

/// <summary>The innermost handler: measures each attempt of a call, and observes the body as it is received from the network.</summary>
internal sealed class LlmAttemptHandler : DelegatingHandler
{
    /// <summary>Sends for the outermost handler when that is directly above and measures for both.</summary>
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
        if (ExchangeLink.Find(request) is not { Attempts: { } attempts } exchange)
        {
            return null;
        }

        LlmAttempt? attempt = null;
        try
        {
            attempt = attempts.Begin();
        }
        catch (Exception)
        {
            exchange.Monitor.Faults.Failed(Stages.Begin);
        }

        exchange.Guarded(Stages.Request, request, static (exchange, request) => exchange.Request.AddModelToHttpMetrics(request));
        exchange.Guarded(Stages.Request, request, static (exchange, request) => exchange.Request.Observe(request));
        return attempt;
    }

    private static void Sent(LlmAttempt attempt, HttpRequestMessage request) =>
        attempt.Exchange.Guarded(Stages.Request, request, static (exchange, request) => exchange.Request.ReadMemory(request));

    private static void Responded(LlmAttempt attempt, HttpRequestMessage request, HttpResponseMessage response)
    {
        Restore(attempt, request);
        attempt.Exchange.Guarded(Stages.Response, (attempt, response), static (exchange, answer) =>
        {
            if (exchange.Response.Observe(answer.response, answer.attempt) is { } content)
            {
                ExchangeResponse.EndIfEmpty(content);
            }
        });
    }

    private static void Failed(LlmAttempt attempt, HttpRequestMessage request, Exception exception, CancellationToken cancellationToken)
    {
        Restore(attempt, request);
        attempt.Exchange.Guarded(Stages.Recording, (attempt, exception, cancellationToken), static (exchange, failure) =>
        {
            var fired = failure.cancellationToken.IsCancellationRequested;
            exchange.Attempts?.OnFailed(failure.attempt, OutcomeRules.OfException(failure.exception, fired, exchange.TimeoutElapsed));
        });
    }

    private static void Restore(LlmAttempt attempt, HttpRequestMessage request)
    {
        attempt.Exchange.Guarded(Stages.Request, request, static (_, request) => ExchangeRequest.Restore(request));
        attempt.Exchange.Guarded(Stages.Request, request, static (exchange, request) => exchange.Request.RemoveHttpMetricsTags(request));
    }
}
