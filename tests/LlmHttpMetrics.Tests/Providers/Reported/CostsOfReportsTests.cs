namespace LlmHttpMetrics.Tests.Providers.Reported;

/// <summary>What holds for the cost of every exchange, whatever it is about.</summary>
[TestFixture]
public sealed class CostsOfReportsTests
{
    private static readonly string[] OfCost =
    [
        LlmInstrumentNames.Cost, LlmInstrumentNames.CacheSavings, LlmInstrumentNames.CacheWritePremium, LlmInstrumentNames.PriceMissing
    ];

    [TestCaseSource(typeof(ReportedCases), nameof(ReportedCases.Own))]
    public async Task Cost_OfAReport_IsTheSumOfItsParts(ReportedCase reported)
    {
        var result = await reported.Exchange().PlayAsync(Delivery.Whole, sync: false);
        var priced = result.Event;
        Assert.Multiple(() =>
        {
            Assert.That(result.Failures, Is.Zero, "faults of the monitoring");
            Assert.That(priced.CostParts is null, Is.EqualTo(priced.CostSource != "table"), "parts of what a table priced");
            Assert.That(priced.CostConfidence is null or (> 0 and <= 1), Is.True, "confidence");
            Assert.That(priced.Cost is null or >= 0, Is.True, "no cost below zero");
            Assert.That(result.Sum(LlmInstrumentNames.Cost), Is.EqualTo((double)(priced.Cost ?? 0)), "the counter");
        });
        if (priced.CostParts is { } parts)
        {
            Assert.That(
                parts.Input + parts.CacheRead + parts.CacheWrite + parts.Output + parts.Request + parts.Characters + parts.Tools,
                Is.EqualTo(priced.Cost),
                "the sum of the parts");
        }
    }

    /// <summary>Without a sink the meters take a shorter way, from the second call on, when the price is remembered.</summary>
    [TestCaseSource(typeof(ReportedCases), nameof(ReportedCases.Own))]
    public async Task Cost_OfAReport_IsTheSameForTheMetersAlone(ReportedCase reported)
    {
        var exchange = reported.Exchange();
        var exact = Lines((await exchange.PlayAsync(Delivery.Whole, sync: true)).Measurements);
        foreach (var measured in await exchange.PlayForMetersAsync(times: 3))
        {
            Assert.That(Lines(measured), Is.EqualTo(exact));
        }
    }

    private static string[] Lines(IEnumerable<TestUtilities.Measurement> measurements) =>
    [
        .. measurements
            .Where(measurement => OfCost.Contains(measurement.Instrument))
            .Select(measurement => FormattableString.Invariant($"{measurement.Instrument} {measurement.Value:R} {Tags(measurement)}"))
            .Order(StringComparer.Ordinal),
    ];

    private static string Tags(TestUtilities.Measurement measurement) =>
        string.Join(' ', measurement.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));
}
