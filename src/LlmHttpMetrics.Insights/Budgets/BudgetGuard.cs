using System.Diagnostics.CodeAnalysis;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Insights.Budgets.Reserving;
using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Vocabulary;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>
/// Reserves what a call to a model may cost before it is sent, and refuses it where a budget has no room for that. It stands before the measuring: a
/// call that is refused is none. There is one for each call, and only while a budget refuses.
/// </summary>
internal sealed class BudgetGuard(ClientMonitor monitor, BudgetReserving budgets, BudgetInstruments instruments) : IGuardedCall
{
    private Endpoint? _endpoint;
    private BudgetedCall _call;

    public ICallReservation? Reservation { get; private set; }

    /// <summary>
    /// Throws where a budget is spent, whatever the request's content says; true where the content says what the call may cost, which
    /// <see cref="ThrowIfPayloadIsRefused"/> looks at. Lets the call pass where the guard itself fails.
    /// </summary>
    /// <exception cref="LlmBudgetExceededException">The call is refused.</exception>
    public bool NeedsPayload(HttpRequestMessage request)
    {
        LlmBudgetStatus? refused = null;
        try
        {
            if (IsGuarded(request, out var endpoint))
            {
                refused = endpoint.Evidence == RequestEvidence.None ? Count(budgets.RefuseIfSpent(_call), _call) : null;
                _endpoint = refused is null ? endpoint : null;
            }
        }
        catch (Exception)
        {
            Failed();
        }

        return refused is null ? _endpoint is not null : throw new LlmBudgetExceededException(refused);
    }

    /// <summary>Throws where a budget has no room for what the call may cost, by its content as far as that could be read.</summary>
    /// <exception cref="LlmBudgetExceededException">The call is refused.</exception>
    public void ThrowIfPayloadIsRefused(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_endpoint is not { } endpoint)
        {
            return;
        }

        LlmBudgetStatus? refused = null;
        try
        {
            if (request.Content is CapturedContent { HasFailed: true } && !cancellationToken.IsCancellationRequested)
            {
                Failed();
            }

            refused = Reserve(request, endpoint);
        }
        catch (Exception)
        {
            Failed();
        }

        if (refused is not null)
        {
            throw new LlmBudgetExceededException(refused);
        }
    }

    /// <summary>The request is a call that some budget may refuse.</summary>
    private bool IsGuarded(HttpRequestMessage request, [NotNullWhen(true)] out Endpoint? endpoint)
    {
        var settings = monitor.Settings;
        endpoint = request.RequestUri is { } uri ? settings.Catalogue.Find(request.Method, uri) : null;
        if (endpoint is not { Counted: true } || !monitor.Passes(settings, request))
        {
            return false;
        }

        var scope = LlmCall.Of(request);
        _call = new BudgetedCall(settings.ClientName, endpoint.Provider, endpoint.Operation, scope?.Model, scope, monitor.Time.GetUtcNow().UtcTicks);
        return budgets.Concerns(_call);
    }

    private LlmBudgetStatus? Reserve(HttpRequestMessage request, Endpoint endpoint)
    {
        var payload = RequestPeek.Read(request.Content, endpoint);
        if (endpoint.Evidence != RequestEvidence.None && (payload?.Reader.Evidence & endpoint.Evidence) != endpoint.Evidence)
        {
            return null;
        }

        var call = _call with
        {
            Model = _call.Scope?.Model ?? payload?.Reader.Model ?? endpoint.PathModel,
            Operation = payload?.Reader.Operation ?? endpoint.Operation,
        };
        var estimate = Estimate(request, endpoint, call, payload);
        var refused = Count(budgets.Reserve(call, estimate, out var reservation), call);
        Reservation = reservation;
        return refused;
    }

    /// <summary>What the call may cost; null where no price is known. Prices may be the application's: where they fail, what is spent decides.</summary>
    private CallCost? Estimate(HttpRequestMessage request, Endpoint endpoint, in BudgetedCall call, PeekedRequest? payload)
    {
        try
        {
            return budgets.Estimator.Estimate(monitor.Settings.Prices, endpoint, call, payload, RequestPeek.LengthOf(request.Content));
        }
        catch (Exception)
        {
            Failed();
            return null;
        }
    }

    private LlmBudgetStatus? Count(LlmBudgetStatus? refused, in BudgetedCall call)
    {
        if (refused is not null)
        {
            instruments.CountRefused(refused, call);
        }

        return refused;
    }

    private void Failed() => monitor.Recorder.Faults.Failed(Stages.Budget);
}
