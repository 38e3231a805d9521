using System.Diagnostics.CodeAnalysis;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Insights.Budgets.Reserving;
using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Vocabulary;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>
/// Reserves the estimated cost of a call before it is sent, and refuses the call if a budget has too little left. It runs before measurement: a refused
/// call is not recorded. One instance per call, and only if a budget refuses calls.
/// </summary>
internal sealed class BudgetGuard(ClientMonitor monitor, BudgetReserving budgets, BudgetInstruments instruments) : IGuardedCall
{
    private Endpoint? _endpoint;
    private BudgetedCall _call;

    public ICallReservation? Reservation { get; private set; }

    /// <summary>
    /// Throws if a budget is spent, regardless of the request's content. Returns true if the content is needed to estimate the cost, with
    /// <see cref="ThrowIfPayloadIsRefused"/>. If the guard itself fails, the call is allowed.
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

    /// <summary>Throws if a budget has less left than the call may cost, as estimated from the content that could be read.</summary>
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

    /// <summary>Whether the request is a call that a budget may refuse.</summary>
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

    /// <summary>The estimated cost; null if no price is known. If the application's price source fails, only the amount spent so far decides.</summary>
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
