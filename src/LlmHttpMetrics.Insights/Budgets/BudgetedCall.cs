using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>What decides on the budgets of a call.</summary>
/// <param name="ClientName">The name of the HttpClient.</param>
/// <param name="Provider">As in <c>gen_ai.provider.name</c>.</param>
/// <param name="Operation">As in <c>gen_ai.operation.name</c>.</param>
/// <param name="Model">The model asked for, else the one that answered.</param>
/// <param name="Scope">What the caller said of it.</param>
/// <param name="Time">When it was sent, in ticks of UTC.</param>
internal readonly record struct BudgetedCall(string ClientName, string Provider, string Operation, string? Model, LlmCallInfo? Scope, long Time)
{
    /// <summary>The value of a tag; null where the call has none.</summary>
    public string? Entry(string tag) => tag switch
    {
        LlmTagNames.ClientName => ClientName,
        LlmTagNames.ProviderName => Provider,
        LlmTagNames.OperationName => Operation,
        LlmTagNames.RequestModel => Model,
        _ => Scope?.Entry(tag),
    };
}
