using System.Text;
using System.Text.RegularExpressions;
using LlmHttpMetrics.Pricing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.IntegrationTests.Readme;

/// <summary>What docs/pricing.md and docs/options.md show of prices works, word for word.</summary>
internal sealed partial class PricingGuideTests
{
    private static readonly string Guide = Repository.Read("docs/pricing.md");

    [Test]
    public void Settings_ShownInTheGuide_AreBound() => AssertBound(Bound($"{{{JsonOf(Guide)[0]}}}", "LlmMonitoringShared"));

    [Test]
    public void Settings_ShownInTheOptions_AreBound() =>
        AssertBound(Bound(
            $"{{{JsonOf(Repository.Read("docs/options.md")).Single(json => json.StartsWith("\"Pricing\"", StringComparison.Ordinal))}}}", section: null));

    [Test]
    public void File_ShownInTheGuide_IsRead()
    {
        PriceErrors errors = new();
        var document = PriceReader.Read(Encoding.UTF8.GetBytes(JsonOf(Guide)[1]), "prices.json", errors);

        Assert.That(errors.All, Is.Empty);
        Assert.That((document.Date, document.Prices.Count), Is.EqualTo(((DateOnly?)new DateOnly(2026, 11, 21), 1)));
    }

    [Test]
    public void Settings_OfPrices_AreAllInTheTable()
    {
        string[] names =
        [
            "provider", "model", "currency", "source", "per", "above", "serviceTiers", "from", "until",
            .. RateKind.All.Select(kind => char.ToLowerInvariant(kind.Name[0]) + kind.Name[1..])
        ];
        var rows = Guide.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')[1]).ToArray();

        Assert.That(names.Where(name => !Array.Exists(rows, row => row.Contains($"`{name}`", StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public void Methods_AllOfThem_AreInTheGuide()
    {
        var methods = typeof(LlmCostMethods).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToArray();

        Assert.That(methods, Is.Not.Empty);
        Assert.That(methods.Where(method => !Guide.Contains($"\n| `{method}` |", StringComparison.Ordinal)), Is.Empty);
    }

    /// <summary>All but the file, which does not exist here.</summary>
    private static void AssertBound(LlmPricingOptions pricing)
    {
        Assert.That(pricing.Prices.Single().Output, Is.EqualTo(7.20m));
        Assert.That(pricing.Deployments["team-blue"], Is.EqualTo("gpt-4.1"));
    }

    private static LlmPricingOptions Bound(string json, string? section)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(json));
        IConfiguration configuration = new ConfigurationBuilder().AddJsonStream(stream).AddInMemoryCollection().Build();
        configuration = section is null ? configuration : configuration.GetSection(section);
        configuration["Pricing:File"] = FileOf(JsonOf(Guide)[1]);
        ServiceCollection services = new();
        services.ConfigureLlmMonitoring(configuration);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<LlmSharedMonitoringOptions>>().Value.Pricing;
    }

    private static string FileOf(string text)
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "guide-prices.json");
        File.WriteAllText(path, text);
        return path;
    }

    private static string[] JsonOf(string text) => [.. Fences().Matches(text).Select(match => match.Groups["json"].Value)];

    [GeneratedRegex(@"^```json\n(?<json>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fences();
}
