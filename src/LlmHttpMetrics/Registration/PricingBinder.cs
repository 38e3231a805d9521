using System.Globalization;
using LlmHttpMetrics.Pricing;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Registration;

/// <summary>Binds the options of pricing, key by key, as <see cref="OptionsBinder"/> does.</summary>
internal static class PricingBinder
{
    private static readonly Dictionary<string, Action<LlmMonitoringOptions, IConfigurationSection>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmPricingOptions.File)] = (options, section) => options.Pricing.File = section.Value,
        [nameof(LlmPricingOptions.EmbeddedTable)] = (options, section) => OptionsBinder.Switch(options, section, value => options.Pricing.EmbeddedTable = value),
        [nameof(LlmPricingOptions.Deployments)] = BindDeployments,
        [nameof(LlmPricingOptions.Prices)] = BindPrices,
    };

    private static readonly Dictionary<string, Action<LlmMonitoringOptions, IConfigurationSection, LlmContextRates>> ContextKeys =
        new(RateKeys<LlmContextRates>(), StringComparer.OrdinalIgnoreCase)
        {
            [nameof(LlmContextRates.InputTokens)] = (options, section, rates) => Integer(options, section, value => rates.InputTokens = value),
        };

    private static readonly Dictionary<string, Action<LlmMonitoringOptions, IConfigurationSection, LlmTierRates>> TierKeys =
        new(RateKeys<LlmTierRates>(), StringComparer.OrdinalIgnoreCase)
        {
            [nameof(LlmTierRates.Above)] = (options, section, rates) => BindAbove(options, section, rates.Above),
        };

    private static readonly Dictionary<string, Action<LlmMonitoringOptions, IConfigurationSection, LlmPrice>> PriceKeys =
        new(RateKeys<LlmPrice>(), StringComparer.OrdinalIgnoreCase)
        {
            [nameof(LlmPrice.Provider)] = (_, section, price) => price.Provider = section.Value ?? "",
            [nameof(LlmPrice.Model)] = (_, section, price) => price.Model = section.Value ?? "",
            [nameof(LlmPrice.Currency)] = (_, section, price) => price.Currency = section.Value ?? "",
            [nameof(LlmPrice.Source)] = (_, section, price) => price.Source = section.Value ?? "",
            [nameof(LlmPrice.Note)] = (_, section, price) => price.Note = section.Value,
            [nameof(LlmPrice.Per)] = (options, section, price) => Integer(options, section, value => price.Per = (int)Math.Clamp(value, 0, int.MaxValue)),
            [nameof(LlmPrice.From)] = (options, section, price) => Day(options, section, value => price.From = value),
            [nameof(LlmPrice.Until)] = (options, section, price) => Day(options, section, value => price.Until = value),
            [nameof(LlmPrice.Above)] = (options, section, price) => BindAbove(options, section, price.Above),
            [nameof(LlmPrice.ServiceTiers)] = BindTiers,
        };

    public static void Bind(LlmMonitoringOptions options, IConfigurationSection section)
    {
        foreach (var setting in section.GetChildren())
        {
            if (Keys.TryGetValue(setting.Key, out var bind))
            {
                bind(options, setting);
            }
            else
            {
                OptionsBinder.RefuseKey(options, setting, Keys.Keys);
            }
        }
    }

    private static void BindDeployments(LlmMonitoringOptions options, IConfigurationSection section)
    {
        foreach (var deployment in section.GetChildren())
        {
            options.Pricing.Deployments[deployment.Key] = deployment.Value ?? "";
        }
    }

    private static void BindPrices(LlmMonitoringOptions options, IConfigurationSection section)
    {
        foreach (var item in section.GetChildren())
        {
            LlmPrice price = new() { Setting = item.Path };
            options.Pricing.Prices.Add(price);
            BindEach(options, item, price, PriceKeys);
        }
    }

    private static void BindTiers(LlmMonitoringOptions options, IConfigurationSection section, LlmPrice price)
    {
        foreach (var item in section.GetChildren())
        {
            var tier = price.ServiceTiers[item.Key] = new LlmTierRates();
            BindEach(options, item, tier, TierKeys);
        }
    }

    private static void BindAbove(LlmMonitoringOptions options, IConfigurationSection section, IList<LlmContextRates> above)
    {
        foreach (var item in section.GetChildren())
        {
            LlmContextRates rates = new();
            above.Add(rates);
            BindEach(options, item, rates, ContextKeys);
        }
    }

    private static void BindEach<T>(
        LlmMonitoringOptions options, IConfigurationSection section, T target, Dictionary<string, Action<LlmMonitoringOptions, IConfigurationSection, T>> keys)
    {
        foreach (var setting in section.GetChildren())
        {
            if (keys.TryGetValue(setting.Key, out var bind))
            {
                bind(options, setting, target);
            }
            else
            {
                OptionsBinder.RefuseKey(options, setting, keys.Keys);
            }
        }
    }

    private static Dictionary<string, Action<LlmMonitoringOptions, IConfigurationSection, T>> RateKeys<T>()
        where T : LlmRates => RateKind.All.ToDictionary(
            kind => kind.Name,
            Action<LlmMonitoringOptions, IConfigurationSection, T> (kind) => (options, section, rates) => Rate(options, section, value => kind.Set(rates, value)));

    private static void Rate(LlmMonitoringOptions options, IConfigurationSection section, Action<decimal> set)
    {
        if (decimal.TryParse(section.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            set(value);
        }
        else
        {
            OptionsBinder.Refuse(options, section, "a number such as 0.15");
        }
    }

    private static void Integer(LlmMonitoringOptions options, IConfigurationSection section, Action<long> set)
    {
        if (long.TryParse(section.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            set(value);
        }
        else
        {
            OptionsBinder.Refuse(options, section, "an integer");
        }
    }

    private static void Day(LlmMonitoringOptions options, IConfigurationSection section, Action<DateOnly> set)
    {
        if (DateOnly.TryParseExact(section.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value))
        {
            set(value);
        }
        else
        {
            OptionsBinder.Refuse(options, section, "a day such as 2026-01-31");
        }
    }
}
