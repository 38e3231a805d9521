using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>The calls that a budget applies to.</summary>
internal sealed class BudgetScope
{
    private readonly Wildcard _provider;
    private readonly Wildcard _model;
    private readonly KeyValuePair<string, string>[] _entries;

    public BudgetScope(LlmBudget budget)
    {
        _provider = new Wildcard(budget.Provider);
        _model = new Wildcard(budget.Model);
        List<KeyValuePair<string, string>> entries = [.. budget.Tags];
        if (budget.Client is { } client)
        {
            entries.Add(new(LlmTagNames.ClientName, client));
        }

        if (budget.Feature is { } feature)
        {
            entries.Add(new(LlmTagNames.Feature, feature));
        }

        _entries = [.. entries];
        DependsOnModel = budget.Model is not null || budget.ForEach == LlmTagNames.RequestModel || budget.Tags.ContainsKey(LlmTagNames.RequestModel);
    }

    /// <summary>Whether the scope or the account depends on the model.</summary>
    public bool DependsOnModel { get; }

    public bool Fits(in BudgetedCall call)
    {
        if (!_provider.Fits(call.Provider) || !_model.Fits(call.Model))
        {
            return false;
        }

        foreach (var (tag, value) in _entries)
        {
            if (call.Entry(tag) != value)
            {
                return false;
            }
        }

        return true;
    }
}
