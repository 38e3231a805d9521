using LlmHttpMetrics.Interception;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Vocabulary;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>
/// Refuses a call to a model before it is sent, because a budget is spent whose options ask for it. It stands before the measuring: a call
/// that is refused is none. There is one for each call, and only while a budget may refuse.
/// </summary>
internal sealed class BudgetGuard(ClientMonitor monitor, BudgetConsumer budgets) : IGuardedCall
{
    private Endpoint? _endpoint;
    private BudgetedCall _call;

    /// <summary>
    /// Throws where a budget refuses, whatever the request's content says; true where it depends on the content, which
    /// <see cref="ThrowIfPayloadIsRefused"/> looks at. Lets the call pass where the guard itself fails.
    /// </summary>
    /// <exception cref="LlmBudgetExceededException">The call is refused.</exception>
    public bool NeedsPayload(HttpRequestMessage request)
    {
        LlmBudgetStatus? refused = null;
        try
        {
            if (Refuse(request, out refused))
            {
                return true;
            }
        }
        catch (Exception)
        {
            Failed();
        }

        _endpoint = null;
        return refused is null ? false : throw new LlmBudgetExceededException(refused);
    }

    /// <summary>Throws where a budget refuses what the content says, as far as it could be read.</summary>
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

            refused = RefusePayload(request, endpoint);
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

    /// <summary>True where the answer depends on the payload.</summary>
    private bool Refuse(HttpRequestMessage request, out LlmBudgetStatus? refused)
    {
        refused = null;
        var settings = monitor.Settings;
        if (request.RequestUri is not { } uri || settings.Catalogue.Find(request.Method, uri) is not { Counted: true } endpoint || !monitor.Passes(settings, request))
        {
            return false;
        }

        var scope = LlmCall.Of(request);
        _endpoint = endpoint;
        _call = new BudgetedCall(settings.ClientName, endpoint.Provider, endpoint.Operation, scope?.Model, scope, monitor.Time.GetUtcNow().UtcTicks);
        if (endpoint.Evidence != RequestEvidence.None)
        {
            return budgets.WouldRefuse(_call);
        }

        refused = budgets.Refuse(_call, scope?.Model is not null, out var dependsOnPayload);
        return refused is null && dependsOnPayload;
    }

    private LlmBudgetStatus? RefusePayload(HttpRequestMessage request, Endpoint endpoint)
    {
        var payload = RequestPeek.Read(request.Content, endpoint);
        if (endpoint.Evidence != RequestEvidence.None && (payload?.Evidence & endpoint.Evidence) != endpoint.Evidence)
        {
            return null;
        }

        var call = _call with { Model = _call.Scope?.Model ?? payload?.Model ?? endpoint.PathModel, Operation = payload?.Operation ?? endpoint.Operation };
        return budgets.Refuse(call, isModelKnown: true, out _);
    }

    private void Failed() => monitor.Recorder.Faults.Failed(Stages.Budget);
}
