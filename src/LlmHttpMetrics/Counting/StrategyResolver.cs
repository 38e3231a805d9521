using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Counting;

/// <summary>Decides by which strategy a call is measured: its scope, else the first rule that fits, else the default.</summary>
internal sealed class StrategyResolver
{
    private readonly StrategyRegistry _registry;
    private readonly StrategyPlan _default;
    private readonly Rule[] _rules;
    private readonly bool _mayCountTokens;
    private readonly bool _mayCountCapacity;
    private readonly bool _mayFeedOwn;
    private readonly bool _fallsBackOnCapacity;

    /// <param name="strategies">The application's strategies, with good names.</param>
    /// <param name="byDefault">The strategy where no rule fits.</param>
    /// <param name="rules">The rules, valid.</param>
    /// <param name="fallback">What stands in place of a count.</param>
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

    /// <summary>What has to be done with the text before it is known which rule decides.</summary>
    /// <param name="scope">What the caller said of the call.</param>
    /// <param name="locally">Tokens can be counted.</param>
    /// <returns>Whether it is counted in units of capacity, whether its tokens may have to be counted, and whether strategies of the application need it.</returns>
    public (bool Capacity, bool Tokens, bool Own) Needs(LlmCallInfo? scope, bool locally)
    {
        var asked = scope?.Strategy is { } name ? _registry.PlanOfScope(name) : null;
        var tokens = locally && (asked?.CountsTokens ?? _mayCountTokens);
        var own = asked is null ? _mayFeedOwn : asked.Own.Length > 0;
        return ((asked?.CountsCapacity ?? _mayCountCapacity) || (tokens && _fallsBackOnCapacity), tokens, own);
    }

    /// <summary>The plan for a call.</summary>
    /// <param name="scope">What the caller said of it.</param>
    /// <param name="provider">Its provider.</param>
    /// <param name="model">The model asked for, where it is known.</param>
    /// <param name="operation">What it does.</param>
    /// <param name="unknown">The scope named a strategy that is not known, and was passed over.</param>
    public StrategyPlan Resolve(LlmCallInfo? scope, string provider, string? model, string operation, out bool unknown)
    {
        var asked = scope?.Strategy is { } name ? _registry.PlanOfScope(name) : null;
        unknown = asked is null && scope?.Strategy is not null;
        var plan = asked ?? OfRules(provider, model, operation) ?? _default;
        return scope?.Tokenizer is { } tokenizer ? plan with { Tokenizer = tokenizer } : plan;
    }

    /// <summary>Rules that can never decide, each with an earlier one that fits whatever it fits. Both are counted from zero.</summary>
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
