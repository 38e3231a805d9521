namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>Binds the rules that choose a strategy, key by key, as <see cref="OptionsBinder"/> does.</summary>
internal static class StrategyRuleBinder
{
    private static readonly Dictionary<string, SetKey<LlmStrategyRule>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmStrategyRule.Model)] = (rule, setting) => setting.Word(value => rule.Model = value),
        [nameof(LlmStrategyRule.Provider)] = (rule, setting) => setting.Word(value => rule.Provider = value),
        [nameof(LlmStrategyRule.Operation)] = (rule, setting) => setting.Word(value => rule.Operation = value),
        [nameof(LlmStrategyRule.Strategy)] = (rule, setting) => setting.Word(value => rule.Strategy = value ?? ""),
        [nameof(LlmStrategyRule.Tokenizer)] = (rule, setting) => setting.Word(value => rule.Tokenizer = value),
    };

    public static void Bind(LlmMonitoringOptions options, Setting setting) => setting.List(options.AutoRules, _ => new LlmStrategyRule(), Keys);
}
