namespace LlmHttpMetrics.Counting;

/// <summary>Decides by which strategy a call is measured: its scope, otherwise the first matching rule, otherwise the default.</summary>
internal sealed class StrategyResolver
{
    private readonly StrategyRegistry _registry;
    private readonly StrategyPlan _default;
    private readonly Rule[] _rules;
    private readonly bool _mayCountTokens;
    private readonly bool _mayCountCapacity;
    private readonly bool _mayFeedOwn;
    private readonly bool _fallsBackOnCapacity;

    /// <param name="strategies">The application's strategies, with valid names.</param>
    /// <param name="byDefault">The strategy if no rule matches.</param>
    /// <param name="rules">The rules, already validated.</param>
    /// <param name="fallback">The fallback if tokens cannot be counted.</param>
    public StrategyResolver(
        IEnumerable<IMeasurementStrategy> strategies, string byDefault, IEnumerable<LlmStrategyRule> rules, LlmFallbackOptions fallback)
    {
        _registry = new StrategyRegistry(strategies);
        _default = _registry.Plan(byDefault, "default")!;
        _rules = [.. rules.Select((rule, i) => new Rule(
            new(rule.Provider), new(rule.Model), new(rule.Operation), _registry.Plan(rule.Strategy, $"rule {i + 1}")! with { Tokenizer = rule.Tokenizer }))];
        var plans = _rules.Select(rule => rule.Plan).Append(_default).ToArray();
        _mayCountTokens = Array.Exists(plans, plan => plan.CountsTokens);
        _mayCountCapacity = Array.Exists(plans, plan => plan.CountsCapacity);
        _mayFeedOwn = Array.Exists(plans, plan => plan.Own.Length > 0);
        _fallsBackOnCapacity = fallback.OnTokenizerFailure == LlmFallbacks.Capacity || fallback.OnUnknownModel == LlmFallbacks.Capacity;
    }

    /// <summary>Determines how the text has to be processed, before it is known which rule applies.</summary>
    /// <param name="scope">The information that the caller provided for the call.</param>
    /// <param name="locally">Whether tokens can be counted locally.</param>
    /// <returns>
    /// Whether text is counted in units of capacity, whether tokens may have to be counted, and whether strategies of the application need the text.
    /// </returns>
    public (bool Capacity, bool Tokens, bool Own) Needs(LlmCallInfo? scope, bool locally)
    {
        var asked = scope?.Strategy is { } name ? _registry.PlanOfScope(name) : null;
        var tokens = locally && (asked?.CountsTokens ?? _mayCountTokens);
        var own = asked is null ? _mayFeedOwn : asked.Own.Length > 0;
        return ((asked?.CountsCapacity ?? _mayCountCapacity) || (tokens && _fallsBackOnCapacity), tokens, own);
    }

    /// <summary>Returns the plan for a call.</summary>
    /// <param name="scope">The information that the caller provided for the call.</param>
    /// <param name="provider">Its provider.</param>
    /// <param name="model">The requested model, if it is known.</param>
    /// <param name="operation">The operation of the call.</param>
    /// <param name="unknown">Whether the scope named an unknown strategy, which was ignored.</param>
    public StrategyPlan Resolve(LlmCallInfo? scope, string provider, string? model, string operation, out bool unknown)
    {
        var asked = scope?.Strategy is { } name ? _registry.PlanOfScope(name) : null;
        unknown = asked is null && scope?.Strategy is not null;
        var plan = asked ?? OfRules(provider, model, operation) ?? _default;
        return scope?.Tokenizer is { } tokenizer ? plan with { Tokenizer = tokenizer } : plan;
    }

    /// <summary>Rules that never apply, each with an earlier one that matches everything they match. Both are zero-based.</summary>
    public IEnumerable<(int Rule, int Earlier)> Unreachable()
    {
        for (var i = 1; i < _rules.Length; i++)
        {
            if (Array.FindIndex(_rules, 0, i, _rules[i].IsCoveredBy) is >= 0 and var earlier)
            {
                yield return (i, earlier);
            }
        }
    }

    private StrategyPlan? OfRules(string provider, string? model, string operation)
    {
        foreach (var rule in _rules)
        {
            if (rule.Provider.Fits(provider) && rule.Model.Fits(model) && rule.Operation.Fits(operation))
            {
                return rule.Plan;
            }
        }

        return null;
    }

    private sealed record Rule(Wildcard Provider, Wildcard Model, Wildcard Operation, StrategyPlan Plan)
    {
        public bool IsCoveredBy(Rule other) => other.Provider.Covers(Provider) && other.Model.Covers(Model) && other.Operation.Covers(Operation);
    }
}
