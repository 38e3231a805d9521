using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Registration;

/// <summary>Binds the rules that choose a strategy, key by key, as <see cref="OptionsBinder"/> does.</summary>
internal static class StrategyRuleBinder
{
    private static readonly Dictionary<string, Action<LlmStrategyRule, string?>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmStrategyRule.Model)] = (rule, value) => rule.Model = value,
        [nameof(LlmStrategyRule.Provider)] = (rule, value) => rule.Provider = value,
        [nameof(LlmStrategyRule.Operation)] = (rule, value) => rule.Operation = value,
        [nameof(LlmStrategyRule.Strategy)] = (rule, value) => rule.Strategy = value ?? "",
        [nameof(LlmStrategyRule.Tokenizer)] = (rule, value) => rule.Tokenizer = value,
    };

    public static void Bind(LlmMonitoringOptions options, IConfigurationSection section)
    {
        OptionsBinder.RefuseValue(options, section, "a list");
        foreach (var item in section.GetChildren())
        {
            OptionsBinder.RefuseValue(options, item, $"a section with the keys {string.Join(", ", Keys.Keys)}");
            var rule = new LlmStrategyRule();
            options.AutoRules.Add(rule);
            foreach (var setting in item.GetChildren())
            {
                if (Keys.TryGetValue(setting.Key, out var set))
                {
                    OptionsBinder.Word(options, setting, value => set(rule, value));
                }
                else
                {
                    OptionsBinder.RefuseKey(options, setting, Keys.Keys);
                }
            }
        }
    }
}
