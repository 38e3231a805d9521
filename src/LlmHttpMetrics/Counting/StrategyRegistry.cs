using System.Collections.Concurrent;
using LlmHttpMetrics.Counting.Custom;

namespace LlmHttpMetrics.Counting;

/// <summary>The built-in strategies and the application's, and the plans for their names. A setting can name several.</summary>
internal sealed class StrategyRegistry
{
    /// <summary>The maximum number of cached plans: scopes can contain any name, and beyond this number a name is parsed each time.</summary>
    private const int MaxPlans = 256;

    private static readonly string[] BuiltIn = [LlmStrategies.Auto, LlmStrategies.Token, LlmStrategies.Capacity, LlmStrategies.Hybrid, LlmStrategies.Custom];

    private readonly StrategyRunner[] _own;
    private readonly ConcurrentDictionary<string, StrategyPlan?> _ofScopes = new(StringComparer.Ordinal);

    /// <param name="own">The application's strategies, with valid names.</param>
    public StrategyRegistry(IEnumerable<IMeasurementStrategy> own) => _own = [.. own.Distinct().Select(StrategyRunner.Of)];

    /// <summary>The known names.</summary>
    public string Allowed => string.Join(", ", BuiltIn.Where(IsKnown).Concat(_own.Select(runner => runner.Name)).Distinct(StringComparer.OrdinalIgnoreCase));

    /// <summary>The errors in the names of the application's strategies, each with its setting.</summary>
    public static IEnumerable<string> Errors(IList<IMeasurementStrategy> own)
    {
        var known = BuiltIn.Where(name => name != LlmStrategies.Custom).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var strategy in own.Distinct())
        {
            var setting = $"Strategies[{own.IndexOf(strategy)}]";
            if (strategy is null)
            {
                yield return $"{setting} is null; a strategy is required.";
            }
            else if (string.IsNullOrWhiteSpace(strategy.Name) || strategy.Name.Contains(',', StringComparison.Ordinal) || strategy.Name != strategy.Name.Trim())
            {
                yield return $"{setting}.{nameof(strategy.Name)} is '{strategy.Name}'; a name without commas and outer white space is required.";
            }
            else if (!known.Add(strategy.Name))
            {
                var taken = string.Join(", ", known);
                yield return $"{setting}.{nameof(strategy.Name)} is '{strategy.Name}', the name of another strategy; those taken are {taken}.";
            }
        }
    }

    /// <summary>The plan for a setting; null if it names no strategy or an unknown one.</summary>
    public StrategyPlan? Plan(string? names, string reason)
    {
        var words = (names ?? "").Split(',', StringSplitOptions.TrimEntries);
        return Array.TrueForAll(words, IsKnown)
            ? new StrategyPlan(
                string.Join(',', words.Select(Spelt)),
                CountsCapacity: NamesAny(words, LlmStrategies.Capacity, LlmStrategies.Hybrid),
                CountsTokens: NamesAny(words, LlmStrategies.Auto, LlmStrategies.Token, LlmStrategies.Hybrid),
                reason)
            {
                Own = NamesAny(words, LlmStrategies.Custom) ? _own : [.. _own.Where(runner => NamesAny(words, runner.Name))],
            }
            : null;
    }

    /// <summary>The plan for the names in a call's scope. The same names are parsed once.</summary>
    public StrategyPlan? PlanOfScope(string names)
    {
        if (!_ofScopes.TryGetValue(names, out var plan))
        {
            plan = Plan(names, "scope");
            if (_ofScopes.Count < MaxPlans)
            {
                _ofScopes.TryAdd(names, plan);
            }
        }

        return plan;
    }

    private bool IsKnown(string word) => word.Equals(LlmStrategies.Custom, StringComparison.OrdinalIgnoreCase)
        ? _own.Length > 0
        : BuiltIn.Contains(word, StringComparer.OrdinalIgnoreCase) || Find(word) is not null;

    private string Spelt(string word) => Find(word)?.Name ?? word.ToLowerInvariant();

    private StrategyRunner? Find(string word) => Array.Find(_own, runner => runner.Name.Equals(word, StringComparison.OrdinalIgnoreCase));

    private static bool NamesAny(string[] words, params string[] names) => words.Intersect(names, StringComparer.OrdinalIgnoreCase).Any();
}
