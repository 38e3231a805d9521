using System.Collections.Concurrent;
using LlmHttpMetrics.Counting.Custom;

namespace LlmHttpMetrics.Counting;

/// <summary>The strategies there are, built in and the user's, and the plans that their names ask for. Several may stand in one setting.</summary>
internal sealed class StrategyRegistry
{
    /// <summary>Scopes may name anything; beyond this many spellings a name is read each time.</summary>
    private const int MostPlans = 256;

    private static readonly string[] BuiltIn = [LlmStrategies.Auto, LlmStrategies.Token, LlmStrategies.Capacity, LlmStrategies.Hybrid, LlmStrategies.Custom];

    private readonly StrategyRunner[] _own;
    private readonly ConcurrentDictionary<string, StrategyPlan?> _ofScopes = new(StringComparer.Ordinal);

    /// <param name="own">The user's, with good names.</param>
    public StrategyRegistry(IEnumerable<IMeasurementStrategy> own)
    {
        _own = [.. own.Distinct().Select(StrategyRunner.Of)];
    }

    /// <summary>The names that are known.</summary>
    public string Allowed => string.Join(", ", BuiltIn.Where(IsKnown).Concat(_own.Select(runner => runner.Name)).Distinct(StringComparer.OrdinalIgnoreCase));

    /// <summary>What is wrong with the names of the user's strategies, each with its setting.</summary>
    public static IEnumerable<string> Errors(IList<IMeasurementStrategy> own)
    {
        var known = BuiltIn.Where(name => name != LlmStrategies.Custom).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var strategy in own.Distinct())
        {
            var setting = $"Strategies[{own.IndexOf(strategy)}]";
            if (strategy is null)
            {
                yield return $"{setting} is null; a strategy is needed.";
            }
            else if (string.IsNullOrWhiteSpace(strategy.Name) || strategy.Name.Contains(',', StringComparison.Ordinal) || strategy.Name != strategy.Name.Trim())
            {
                yield return $"{setting}.{nameof(strategy.Name)} is '{strategy.Name}'; a name without commas and outer white space is needed.";
            }
            else if (!known.Add(strategy.Name))
            {
                yield return $"{setting}.{nameof(strategy.Name)} is '{strategy.Name}', the name of another strategy; those taken are {string.Join(", ", known)}.";
            }
        }
    }

    /// <summary>The plan that a setting asks for; null where it names no strategy or one that is not known.</summary>
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

    /// <summary>The plan that a call's scope asks for. The same names are read once.</summary>
    public StrategyPlan? PlanOfScope(string names)
    {
        if (!_ofScopes.TryGetValue(names, out var plan))
        {
            plan = Plan(names, "scope");
            if (_ofScopes.Count < MostPlans)
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
