using LlmHttpMetrics.Budgets;
using LlmHttpMetrics.Identification;
using LlmHttpMetrics.Observation.Wire;
using LlmHttpMetrics.Recording;

namespace LlmHttpMetrics.Interception;

/// <summary>
/// Refuses calls to models before they are sent, because a budget is spent whose options ask for it. It stands before the measuring: a call
/// that is refused is none. There is one only while a budget may refuse.
/// </summary>
internal sealed class BudgetGuard(ClientMonitor monitor)
{
    /// <summary>Throws where a budget refuses; lets the call pass where the guard itself fails.</summary>
    /// <exception cref="LlmBudgetExceededException">The call is refused.</exception>
    public async Task ThrowIfSpentAsync(HttpRequestMessage request)
    {
        LlmBudgetStatus? refused = null;
        try
        {
            refused = await RefuseAsync(request).ConfigureAwait(false);
        }
        catch (Exception)
        {
            monitor.Recorder.Instruments.Failed(Stages.Budget);
        }

        if (refused is not null)
        {
            throw new LlmBudgetExceededException(refused);
        }
    }

    /// <inheritdoc cref="ThrowIfSpentAsync"/>
    /// <remarks>Content that has to be buffered is, where no context of the caller's can be waited for in vain.</remarks>
    public void ThrowIfSpent(HttpRequestMessage request) => Task.Run(() => ThrowIfSpentAsync(request)).GetAwaiter().GetResult();

    private async ValueTask<LlmBudgetStatus?> RefuseAsync(HttpRequestMessage request)
    {
        var settings = monitor.Settings;
        if (request.RequestUri is not { } uri || settings.Catalogue.Find(request.Method, uri) is not { Counted: true } endpoint || !monitor.Passes(settings, request))
        {
            return null;
        }

        var budgets = monitor.Recorder.Budgets;
        var scope = LlmCall.Of(request);
        var isCall = endpoint.Evidence == RequestEvidence.None;
        BudgetedCall call = new(monitor.Recorder.ClientName, endpoint.Provider, endpoint.Operation, scope?.Model, scope, monitor.Time.GetUtcNow().UtcTicks);
        bool dependsOnPayload;
        if (!isCall)
        {
            dependsOnPayload = budgets.WouldRefuse(call);
        }
        else if (budgets.Refuse(call, scope?.Model is not null, settings, out dependsOnPayload) is { } refused)
        {
            return refused;
        }

        if (!dependsOnPayload)
        {
            return null;
        }

        var payload = await RequestPeek.ReadAsync(request, endpoint).ConfigureAwait(false);
        if (!isCall && (payload?.Evidence & endpoint.Evidence) != endpoint.Evidence)
        {
            return null;
        }

        call = call with { Model = scope?.Model ?? payload?.Model ?? endpoint.PathModel, Operation = payload?.Operation ?? endpoint.Operation };
        return budgets.Refuse(call, isModelKnown: true, settings, out _);
    }
}
