namespace LlmHttpMetrics.Pricing;

/// <summary>Validates prices, whatever their source is.</summary>
internal static class PriceCheck
{
    /// <summary>A higher price for a million tokens is not plausible, and its product with a count must fit in a decimal.</summary>
    private const decimal MaxPrice = 1_000_000_000;

    /// <summary>The maximum factor for a region.</summary>
    private const decimal MaxFactor = 100;

    public static void Check(IReadOnlyList<PlacedPrice> prices, PriceErrors errors)
    {
        foreach (var (price, place) in prices)
        {
            CheckPattern(price.Provider, place(nameof(price.Provider)), errors);
            CheckPattern(price.Model, place(nameof(price.Model)), errors);
            CheckTexts(price, place, errors);
            CheckRates(price, prefix: "", place, errors);
            CheckAbove(price.Above, prefix: "", place, errors);
            CheckVariants(price.ServiceTiers, nameof(price.ServiceTiers), place, errors);
            CheckVariants(price.Speeds, nameof(price.Speeds), place, errors);
            CheckRegions(price.Regions, place, errors);
            CheckTools(price.Tools, place, errors);
        }

        CheckOverlaps(prices, errors);
    }

    private static void CheckPattern(string pattern, string place, PriceErrors errors)
    {
        if (pattern.Length == 0 || pattern.AsSpan().IndexOfAny("?\\\"<>") >= 0 || pattern.AsSpan().ContainsAnyInRange('\0', ' ')
            || pattern.Contains("**", StringComparison.Ordinal))
        {
            errors.Add($"{place} is '{pattern}'; allowed is a name in which a * may stand for any characters, without spaces, ?, \\, \", <, > and **.");
        }
    }

    private static void CheckTexts(LlmPrice price, Func<string, string> place, PriceErrors errors)
    {
        if (price.Currency.Length != 3 || price.Currency.AsSpan().ContainsAnyExceptInRange('A', 'Z'))
        {
            errors.Add($"{place(nameof(price.Currency))} is '{price.Currency}'; allowed is an ISO 4217 currency code such as USD.");
        }

        if (string.IsNullOrWhiteSpace(price.Source))
        {
            errors.Add($"{place(nameof(price.Source))} is '{price.Source}'; a reference to where the price is published or agreed is required.");
        }

        if (!IsPowerOfTen(price.Per))
        {
            errors.Add($"{place(nameof(price.Per))} is {price.Per}; allowed is a power of ten from 1 to 1000000000.");
        }

        if (price.Hours is { } hours && PriceHours.Parse(hours) is null)
        {
            errors.Add($"{place(nameof(price.Hours))} is '{hours}'; allowed are {PriceHours.Allowed}.");
        }

        if (!RateKind.HasAny(price) && price.Tools.Count == 0)
        {
            errors.Add($"{place(nameof(price.Input))} and all other prices are missing; at least one is required.");
        }

        if (price is { From: { } from, Until: { } until } && from >= until)
        {
            errors.Add($"{place(nameof(price.Until))} is {until:yyyy-MM-dd}; allowed is a day after {from:yyyy-MM-dd}.");
        }
    }

    private static void CheckRates(LlmRates rates, string prefix, Func<string, string> place, PriceErrors errors)
    {
        foreach (var kind in RateKind.All)
        {
            if (kind.Get(rates) is { } rate and (< 0 or > MaxPrice))
            {
                errors.Add(FormattableString.Invariant($"{place(prefix + kind.Name)} is {rate}; allowed is 0 to {MaxPrice}."));
            }
        }
    }

    private static void CheckVariants(IDictionary<string, LlmTierRates> variants, string list, Func<string, string> place, PriceErrors errors)
    {
        foreach (var (name, rates) in variants)
        {
            CheckRates(rates, $"{list}.{name}.", place, errors);
            CheckAbove(rates.Above, $"{list}.{name}.", place, errors);
        }
    }

    private static void CheckRegions(IDictionary<string, decimal> regions, Func<string, string> place, PriceErrors errors)
    {
        foreach (var (name, factor) in regions)
        {
            if (factor is <= 0 or > MaxFactor)
            {
                var setting = place($"{nameof(LlmPrice.Regions)}.{name}");
                errors.Add(FormattableString.Invariant($"{setting} is {factor}; allowed is a factor above 0, up to {MaxFactor}."));
            }
        }
    }

    private static void CheckTools(IDictionary<string, decimal> tools, Func<string, string> place, PriceErrors errors)
    {
        foreach (var (name, fee) in tools)
        {
            var setting = $"{nameof(LlmPrice.Tools)}.{name}";
            if (!ToolFeeName.TryParse(name, out _, out _))
            {
                errors.Add($"{place(setting)} is not a known fee; allowed are {ToolFeeName.Allowed}.");
            }

            if (fee is < 0 or > MaxPrice)
            {
                errors.Add(FormattableString.Invariant($"{place(setting)} is {fee}; allowed is 0 to {MaxPrice}."));
            }
        }
    }

    private static void CheckAbove(IList<LlmContextRates> above, string prefix, Func<string, string> place, PriceErrors errors)
    {
        HashSet<long> thresholds = [];
        for (var i = 0; i < above.Count; i++)
        {
            var member = $"{prefix}{nameof(LlmPrice.Above)}[{i}].";
            CheckRates(above[i], member, place, errors);
            if (above[i].InputTokens < 1)
            {
                errors.Add($"{place(member + nameof(LlmContextRates.InputTokens))} is {above[i].InputTokens}; allowed is 1 and more.");
            }
            else if (!thresholds.Add(above[i].InputTokens))
            {
                errors.Add(
                    $"{place(member + nameof(LlmContextRates.InputTokens))} is {above[i].InputTokens}, as in another entry; each value is allowed once.");
            }
        }
    }

    /// <summary>For each pattern, only one price may be valid at a time.</summary>
    private static void CheckOverlaps(IReadOnlyList<PlacedPrice> prices, PriceErrors errors)
    {
        var patterns = prices.GroupBy(
            placed => $"{placed.Price.Provider} {placed.Price.Model} {RateKind.HasAny(placed.Price)} {placed.Price.Hours}",
            StringComparer.OrdinalIgnoreCase);
        foreach (var rows in patterns.Where(rows => rows.Skip(1).Any()))
        {
            var ordered = rows.OrderBy(placed => placed.Price.From ?? DateOnly.MinValue).ToArray();
            for (var i = 1; i < ordered.Length; i++)
            {
                var (before, after) = (ordered[i - 1], ordered[i]);
                if (before.Price.Until is null || (after.Price.From ?? DateOnly.MinValue) < before.Price.Until)
                {
                    errors.Add(
                        $"{after.Place(nameof(LlmPrice.Model))} '{after.Price.Model}' of '{after.Price.Provider}' has a price that is valid at the same time, "
                        + $"by {before.Place(nameof(LlmPrice.Model))}; allowed is one at a time, by From and Until.");
                }
            }
        }
    }

    private static bool IsPowerOfTen(int number)
    {
        while (number >= 10 && number % 10 == 0)
        {
            number /= 10;
        }

        return number == 1;
    }
}
