using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>The properties of a call that determine which budgets apply to it.</summary>
/// <param name="ClientName">The name of the HttpClient.</param>
/// <param name="Provider">The provider, as in <c>gen_ai.provider.name</c>.</param>
/// <param name="Operation">The operation, as in <c>gen_ai.operation.name</c>.</param>
/// <param name="Model">The requested model; if unknown, the response model.</param>
/// <param name="Scope">The caller's <see cref="LlmCall"/> scope.</param>
/// <param name="Time">When the call was sent, in UTC ticks.</param>
internal readonly record struct BudgetedCall(string ClientName, string Provider, string Operation, string? Model, LlmCallInfo? Scope, long Time)
{
    /// <summary>The value of a tag; null if the call does not have it.</summary>
    public string? Entry(string tag) => tag switch
    {
        LlmTagNames.ClientName => ClientName,
        LlmTagNames.ProviderName => Provider,
        LlmTagNames.OperationName => Operation,
        LlmTagNames.RequestModel => Model,
        _ => Scope?.Entry(tag),
    };
}
