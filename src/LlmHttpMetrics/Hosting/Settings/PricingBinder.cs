using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>Binds the options of pricing, key by key, as <see cref="OptionsBinder"/> does.</summary>
internal static class PricingBinder
{
    private static readonly Dictionary<string, SetKey<LlmPricingOptions>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmPricingOptions.File)] = (options, setting) => options.File = setting.Value,
        [nameof(LlmPricingOptions.EmbeddedTable)] = (options, setting) => setting.Switch(value => options.EmbeddedTable = value),
        [nameof(LlmPricingOptions.Deployments)] = Deployments,
        [nameof(LlmPricingOptions.Prices)] = (options, setting) => setting.List(options.Prices, item => new LlmPrice { Setting = item.Path }, PriceKeys!),
    };

    private static readonly Dictionary<string, SetKey<LlmContextRates>> ContextKeys =
        new(RateKeys<LlmContextRates>(), StringComparer.OrdinalIgnoreCase)
        {
            [nameof(LlmContextRates.InputTokens)] = (rates, setting) => setting.Long(value => rates.InputTokens = value),
        };

    private static readonly Dictionary<string, SetKey<LlmTierRates>> TierKeys =
        new(RateKeys<LlmTierRates>(), StringComparer.OrdinalIgnoreCase)
        {
            [nameof(LlmTierRates.Above)] = (rates, setting) => Above(rates.Above, setting),
        };

    private static readonly Dictionary<string, SetKey<LlmPrice>> PriceKeys =
        new(RateKeys<LlmPrice>(), StringComparer.OrdinalIgnoreCase)
        {
            [nameof(LlmPrice.Provider)] = (price, setting) => price.Provider = setting.Value ?? "",
            [nameof(LlmPrice.Model)] = (price, setting) => price.Model = setting.Value ?? "",
            [nameof(LlmPrice.Currency)] = (price, setting) => price.Currency = setting.Value ?? "",
            [nameof(LlmPrice.Source)] = (price, setting) => price.Source = setting.Value ?? "",
            [nameof(LlmPrice.Note)] = (price, setting) => price.Note = setting.Value,
            [nameof(LlmPrice.Per)] = (price, setting) => setting.Long(value => price.Per = (int)Math.Clamp(value, 0, int.MaxValue)),
            [nameof(LlmPrice.From)] = (price, setting) => setting.Day(value => price.From = value),
            [nameof(LlmPrice.Until)] = (price, setting) => setting.Day(value => price.Until = value),
            [nameof(LlmPrice.Hours)] = (price, setting) => price.Hours = setting.Value,
            [nameof(LlmPrice.Above)] = (price, setting) => Above(price.Above, setting),
            [nameof(LlmPrice.ServiceTiers)] = (price, setting) => Variants(price.ServiceTiers, setting, "a section with a key for each tier"),
            [nameof(LlmPrice.Speeds)] = (price, setting) => Variants(price.Speeds, setting, "a section with a key for each speed"),
            [nameof(LlmPrice.Regions)] = (price, setting) => Numbers(price.Regions, setting, "a section with a key for each region", "1.1"),
            [nameof(LlmPrice.Tools)] = (price, setting) => Numbers(price.Tools, setting, "a section with a key for each tool", "0.01"),
        };

    public static void Bind(LlmMonitoringOptions options, Setting setting) => setting.Section(options.Pricing, Keys);

    private static void Deployments(LlmPricingOptions options, Setting setting)
    {
        setting.RefuseValue("a section with a key for each deployment");
        foreach (var deployment in setting.Items)
        {
            options.Deployments[deployment.Key] = deployment.Value ?? "";
        }
    }

    private static void Variants(IDictionary<string, LlmTierRates> variants, Setting setting, string allowed)
    {
        setting.RefuseValue(allowed);
        foreach (var item in setting.Items)
        {
            item.Section(variants[item.Key] = new LlmTierRates(), TierKeys);
        }
    }

    private static void Numbers(IDictionary<string, decimal> numbers, Setting setting, string allowed, string example)
    {
        setting.RefuseValue(allowed);
        foreach (var item in setting.Items)
        {
            item.Number(value => numbers[item.Key] = value, example);
        }
    }

    private static void Above(IList<LlmContextRates> above, Setting setting) => setting.List(above, _ => new LlmContextRates(), ContextKeys);

    private static Dictionary<string, SetKey<T>> RateKeys<T>()
        where T : LlmRates => RateKind.All.ToDictionary(
            kind => kind.Name, SetKey<T> (kind) => (rates, setting) => setting.Number(value => kind.Set(rates, value), "0.15"));
}
