namespace LlmHttpMetrics.Measurement;

/// <summary>Decides by which strategy a call is measured: its scope, else the first rule that fits, else the default.</summary>
internal sealed class StrategyResolver
{
    private readonly StrategyPlan _default;
    private readonly Rule[] _rules;
    private readonly bool _mayCountCapacity;

    /// <param name="options">Valid options.</param>
    public StrategyResolver(LlmMonitoringOptions options)
    {
        _default = StrategyNames.Plan(options.DefaultStrategy, "default")!;
        _rules = [.. options.AutoRules.Select((rule, i) => new Rule(
            new(rule.Provider), new(rule.Model), new(rule.Operation), StrategyNames.Plan(rule.Strategy, $"rule {i + 1}")!))];
        _mayCountCapacity = _default.CountsCapacity || Array.Exists(_rules, rule => rule.Plan.CountsCapacity);
    }

    /// <summary>Whether the text has to be counted before it is known which rule decides.</summary>
    public bool MayCountCapacity(LlmCallInfo? scope) =>
        scope?.Strategy is { } name && StrategyNames.Plan(name, "") is { } plan ? plan.CountsCapacity : _mayCountCapacity;

    /// <summary>The plan for a call.</summary>
    /// <param name="scope">What the caller said of it.</param>
    /// <param name="provider">Its provider.</param>
    /// <param name="model">The model asked for, where it is known.</param>
    /// <param name="operation">What it does.</param>
    /// <param name="unknown">The scope named a strategy that is not known, and was passed over.</param>
    public StrategyPlan Resolve(LlmCallInfo? scope, string provider, string? model, string operation, out bool unknown)
    {
        unknown = false;
        if (scope?.Strategy is { } name)
        {
            if (StrategyNames.Plan(name, "scope") is { } asked)
            {
                return asked;
            }

            unknown = true;
        }

        foreach (var rule in _rules)
        {
            if (rule.Provider.Fits(provider) && rule.Model.Fits(model) && rule.Operation.Fits(operation))
            {
                return rule.Plan;
            }
        }

        return _default;
    }

    private sealed record Rule(Wildcard Provider, Wildcard Model, Wildcard Operation, StrategyPlan Plan);
}
