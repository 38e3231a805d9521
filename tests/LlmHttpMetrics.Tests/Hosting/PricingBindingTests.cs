using LlmHttpMetrics.Pricing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Tests.Hosting;

/// <summary>Prices of configuration and of files: those that were named, or every error at once.</summary>
public sealed class PricingBindingTests
{
    private static readonly (string, string)[] Good =
    [
        ("Pricing:Prices:0:Provider", "openai"), ("Pricing:Prices:0:Model", "gpt*"), ("Pricing:Prices:0:Currency", "USD"),
        ("Pricing:Prices:0:Source", "contract"),
    ];

    [Test]
    public void Prices_Bound_AreThose()
    {
        var pricing = Bind(
        [
            .. Good, .. RateKind.All.Select((kind, i) => ($"Pricing:Prices:0:{kind.Name}", $"{i}.5")),
            ("Pricing:Prices:0:Per", "1000"), ("Pricing:Prices:0:From", "2026-01-02"), ("Pricing:Prices:0:Until", "2026-02-03"),
            ("Pricing:Prices:0:Above:0:InputTokens", "200000"), ("Pricing:Prices:0:Above:0:Input", "7"),
            ("Pricing:Prices:0:ServiceTiers:flex:Output", "8"), ("Pricing:Prices:0:ServiceTiers:flex:Above:0:InputTokens", "9"),
            ("Pricing:Prices:0:ServiceTiers:flex:Above:0:Output", "1e-2"),
            ("Pricing:Prices:0:Speeds:fast:Output", "11"), ("Pricing:Prices:0:Regions:us", "1.1"), ("Pricing:Prices:0:Tools:web_search", "0.01"),
            ("Pricing:Prices:0:Tools:web_search.request", "0.02"), ("Pricing:Prices:0:Hours", "08:00-09:00"),
            ("Pricing:Deployments:team-blue", "gpt-4o"), ("Pricing:EmbeddedTable", "false"),
        ]).Pricing;
        var price = pricing.Prices.Single();

        Assert.That((price.Provider, price.Model, price.Currency, price.Source, price.Per), Is.EqualTo(("openai", "gpt*", "USD", "contract", 1000)));
        Assert.That(RateKind.All.Select(kind => kind.Get(price)), Is.EqualTo(Enumerable.Range(0, RateKind.All.Length).Select(i => (decimal?)(i + 0.5m))));
        Assert.That((price.From, price.Until), Is.EqualTo(((DateOnly?)new DateOnly(2026, 1, 2), (DateOnly?)new DateOnly(2026, 2, 3))));
        Assert.That((price.Above.Single().InputTokens, price.Above.Single().Input), Is.EqualTo((200_000L, (decimal?)7)));
        Assert.That(
            (price.ServiceTiers["FLEX"].Output, price.ServiceTiers["flex"].Above.Single().InputTokens, price.ServiceTiers["flex"].Above.Single().Output),
            Is.EqualTo(((decimal?)8, 9L, (decimal?)0.01m)));
        Assert.That((price.Speeds["FAST"].Output, price.Regions["US"]), Is.EqualTo(((decimal?)11, 1.1m)));
        Assert.That((price.Tools["Web_Search"], price.Tools["web_search.request"], price.Hours), Is.EqualTo((0.01m, 0.02m, "08:00-09:00")));
        Assert.That((pricing.Deployments["TEAM-BLUE"], pricing.EmbeddedTable, pricing.File), Is.EqualTo(("gpt-4o", false, (string?)null)));
    }

    [TestCase("Pricing:Prices:0:Input", "-1", "Pricing:Prices:0:Input is -1; allowed is 0 to 1000000000.")]
    [TestCase("Pricing:Prices:0:Input", "cheap", "Pricing:Prices:0:Input is 'cheap'; allowed is a number such as 0.15.")]
    [TestCase("Pricing:Prices:0:Inputs", "1", "Did you mean Input?")]
    [TestCase("Pricing:Prices:0:Currency", "usd", "Pricing:Prices:0:Currency is 'usd'; allowed is an ISO 4217 currency code")]
    [TestCase("Pricing:Prices:0:Model", "gpt 4", "Pricing:Prices:0:Model is 'gpt 4'; allowed is a name in which a *")]
    [TestCase("Pricing:Prices:0:From", "1.1.2026", "Pricing:Prices:0:From is '1.1.2026'; allowed is a day such as 2026-01-31.")]
    [TestCase("Pricing:Prices:0:Per", "500", "Pricing:Prices:0:Per is 500; allowed is a power of ten")]
    [TestCase("Pricing:Prices:0:Above:0:Input", "1", "Pricing:Prices:0:Above[0].InputTokens is 0; allowed is 1 and more.")]
    [TestCase("Pricing:Prices:0:Above:0:InputTokens", "many", "Pricing:Prices:0:Above:0:InputTokens is 'many'; allowed is an integer.")]
    [TestCase("Pricing:Prices:0:ServiceTiers:flex:Speed", "1", "Pricing:Prices:0:ServiceTiers:flex:Speed is not a setting; allowed are")]
    [TestCase("Pricing:Prices:0:Speeds:fast:Tier", "1", "Pricing:Prices:0:Speeds:fast:Tier is not a setting; allowed are")]
    [TestCase("Pricing:Prices:0:Speeds", "fast", "Pricing:Prices:0:Speeds is 'fast'; allowed is a section with a key for each speed.")]
    [TestCase("Pricing:Prices:0:Regions:us", "dear", "Pricing:Prices:0:Regions:us is 'dear'; allowed is a number such as 0.15.")]
    [TestCase("Pricing:Prices:0:Regions:us", "-1", "Pricing:Prices:0:Regions.us is -1; allowed is a factor above 0, up to 100.")]
    [TestCase("Pricing:Prices:0:Regions", "us", "Pricing:Prices:0:Regions is 'us'; allowed is a section with a key for each region.")]
    [TestCase("Pricing:Prices:0:Tools:web", "1", "Pricing:Prices:0:Tools.web is not a known fee; allowed are web_search,")]
    [TestCase("Pricing:Prices:0:Tools:web_search", "free", "Pricing:Prices:0:Tools:web_search is 'free'; allowed is a number such as 0.15.")]
    [TestCase("Pricing:Prices:0:Tools", "free", "Pricing:Prices:0:Tools is 'free'; allowed is a section with a key for each tool.")]
    [TestCase("Pricing:Prices:0:Hours", "always", "Pricing:Prices:0:Hours is 'always'; allowed are hours in UTC such as")]
    [TestCase("Pricing:Deployments:blue", "", "Pricing:Deployments:blue is ''; the name of a model is required.")]
    [TestCase("Pricing:EmbeddedTable", "maybe", "Pricing:EmbeddedTable is 'maybe'; allowed is true or false.")]
    [TestCase("Pricing:Table", "x", "Pricing:Table is not a setting; allowed are Prices, File, Deployments, EmbeddedTable.")]
    [TestCase("Pricing:File", "/no/such/prices.json", "Pricing:File is refused: /no/such/prices.json cannot be read: ")]
    [TestCase("Pricing:File", "", "Pricing:File is ''; the path of a file is required.")]
    public void Settings_ThatAreWrong_AreToldByTheirNames(string key, string value, string error)
    {
        var thrown = Assert.Catch<OptionsValidationException>(
            () => Bind([.. Good.Where(setting => setting.Item1 != key), ("Pricing:Prices:0:Output", "1"), (key, value)]));

        Assert.That(thrown!.Failures, Has.Some.Contains(error));
    }

    [Test]
    public async Task File_Configured_PricesCallsAndIsFollowed()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.json");
        CollectingLogger log = new();
        try
        {
            File.WriteAllText(path, Text("1"));
            await using var client = Client(Configuration([("Pricing:File", path)]), log);
            Assert.That(await CostAsync(client), Is.EqualTo(0.000011m));
            Assert.That((await client.EventAsync()).PriceTable, Is.EqualTo($"{Path.GetFileName(path)} 2026-01-02"));

            File.WriteAllText(path, Text("22"));
            client.Time.Advance(TimeSpan.FromSeconds(5));
            Assert.That(await CostAsync(client), Is.EqualTo(0.000242m));

            File.WriteAllText(path, Text("\"dear\""));
            client.Time.Advance(TimeSpan.FromSeconds(5));
            Assert.That(await CostAsync(client), Is.EqualTo(0.000242m), "the last good ones stay");
            Assert.That(log.Entries.Single(entry => entry.Level == LogLevel.Error).Text, Does.Contain(
                $"{path}, line 3: input is 'dear'; allowed is a number."));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void File_WrongAtTheStart_FailsWithItsLines()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.json");
        try
        {
            File.WriteAllText(path, Text("-1, \"inputs\": 2"));
            var error = Assert.Catch<OptionsValidationException>(() => Client(Configuration([("Pricing:File", path)])).Dispose());

            Assert.That(error!.Failures, Has.Exactly(1).Contains($"{path}, line 3: inputs is not a known field"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public async Task Configuration_Changed_PricesByTheNew()
    {
        var configuration = Configuration([.. Good, ("Pricing:Prices:0:Input", "1")]);
        CollectingLogger log = new();
        await using var client = Client(configuration, log);
        Assert.That(await CostAsync(client), Is.EqualTo(0.000011m));

        configuration["Pricing:Prices:0:Input"] = "2";
        configuration.Reload();
        Assert.That(await CostAsync(client), Is.EqualTo(0.000022m));

        configuration["Pricing:Prices:0:Input"] = "-2";
        configuration.Reload();
        Assert.That(await CostAsync(client), Is.EqualTo(0.000022m), "the last good ones stay");
        Assert.That(log.Entries.Single(entry => entry.Level == LogLevel.Error).Text, Does.Contain("Pricing:Prices:0:Input is -2"));
    }

    private static string Text(string input) =>
        $$"""
        { "date": "2026-01-02", "prices": [
          { "provider": "openai", "model": "gpt*", "currency": "USD", "source": "s",
            "input": {{input}} } ] }
        """;

    private static async Task<decimal?> CostAsync(MonitoredClient client)
    {
        using (await client.Http.SendAsync(WireSamples.Post()))
        {
        }

        await LlmMonitoring.FlushAsync();
        return client.Sink.Events[^1].Cost;
    }

    private static MonitoredClient Client(IConfiguration configuration, CollectingLogger? log = null) => new(
        new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
        services: services => services.ConfigureLlmMonitoring(configuration).AddLogging(logging => _ = log is null ? logging : logging.AddProvider(log)));

    private static LlmSharedMonitoringOptions Bind((string, string)[] settings)
    {
        ServiceCollection services = new();
        services.ConfigureLlmMonitoring(Configuration(settings));
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<LlmSharedMonitoringOptions>>().Value;
    }

    private static IConfigurationRoot Configuration((string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
}
