using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Tests.Pricing;

/// <summary>Small tables of prices.</summary>
internal static class Prices
{
    public static readonly MissingPrices Untold = new(Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

    public static LlmPrice Of(string provider, string model, decimal input, string? from = null, string? until = null) => new()
    {
        Provider = provider,
        Model = model,
        Currency = "USD",
        Input = input,
        Source = "test",
        From = from is null ? null : DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
        Until = until is null ? null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture),
    };

    public static PriceBook Book(params LlmPrice[] prices) => Book([new PriceTable("test", prices)]);

    public static PriceBook Book(PriceTable[] tables, params (string, string)[] deployments) => new(
        [.. tables.Select(table => new FixedPrices(table))], deployments.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)), Untold);

    public static long Day(string day) => DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture).Ticks;

    public static Cost Cost(LlmPrice price, Usage usage) =>
        CostOfUsage.TryPrice(usage, new FoundPrice(new PriceRow(price), new PriceTable("test", [])), out var cost)
            ? cost
            : throw new InvalidOperationException("It has no cost.");

    public static CostParts Parts(LlmPrice price, Usage usage) => CostOfUsage.Parts(usage, Cost(price, usage));
}
