using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Tests.Pricing;

/// <summary>Each model without a price is logged once, and only so many of them.</summary>
public sealed class MissingPricesTests
{
    private const int MaxLogged = 1000;

    [Test]
    public void Report_OfTheSameModel_IsLoggedOnce()
    {
        using CollectingLogger log = new();
        MissingPrices missing = new(log.CreateLogger("LlmHttpMetrics"));
        foreach (var (provider, model) in new (string, string?)[] { ("p", "m"), ("p", "m"), ("q", "m"), ("p", null), ("p", null) })
        {
            missing.Report(provider, model);
        }

        Assert.That(log.Entries.Select(entry => entry.Text.Split(';')[0]), Is.EqualTo(new[]
        {
            "No price is known for m of p", "No price is known for m of q", "No price is known for  of p",
        }));
    }

    [Test]
    public void Report_OfManyModels_IsLimited()
    {
        using CollectingLogger log = new();
        MissingPrices missing = new(log.CreateLogger("LlmHttpMetrics"));
        for (var i = 0; i <= MaxLogged; i++)
        {
            missing.Report("p", $"m{i}");
        }

        Assert.That(log.Entries, Has.Count.EqualTo(MaxLogged));
    }
}
