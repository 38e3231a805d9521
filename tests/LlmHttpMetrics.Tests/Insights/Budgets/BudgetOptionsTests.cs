using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Tests.Insights.Budgets;

/// <summary>Options of the budgets, and what is said of wrong ones.</summary>
public sealed class BudgetOptionsTests
{
    [Test]
    public void Options_FromConfiguration_AreThose()
    {
        using var services = Services(
            ("0:Name", "search"), ("0:amount", "12.50"), ("0:Currency", "EUR"), ("0:Period", "week"), ("0:TimeZone", "Europe/Berlin"),
            ("0:FirstDayOfWeek", "Sunday"),
            ("0:Client", "llm"), ("0:Feature", "f"), ("0:Provider", "open*"), ("0:Model", "gpt-*"), ("0:Tags:llm.experiment", "e"),
            ("0:ForEach", "llm.user.id"),
            ("0:MaxValues", "7"), ("0:Thresholds:0", "0.9"), ("0:RefuseWhenSpent", "true"), ("1:Name", "plain"), ("1:Amount", "1"));

        var options = services.GetRequiredService<IOptions<LlmBudgetsOptions>>().Value.Budgets;
        var budget = options[0];
        Assert.That(
            (budget.Name, budget.Amount, budget.Currency, budget.Period, budget.TimeZone, budget.FirstDayOfWeek),
            Is.EqualTo(("search", 12.5m, "EUR", LlmBudgetPeriod.Week, "Europe/Berlin", DayOfWeek.Sunday)));
        Assert.That(
            (budget.Client, budget.Feature, budget.Provider, budget.Model, budget.ForEach, budget.MaxValues),
            Is.EqualTo(("llm", "f", "open*", "gpt-*", "llm.user.id", 7)));
        Assert.That((budget.RefuseWhenSpent, budget.Thresholds.Single(), budget.Tags["llm.experiment"]), Is.EqualTo((true, 0.9m, "e")));
        Assert.That(
            (options[1].Period, options[1].Currency, options[1].RefuseWhenSpent, options[1].Thresholds),
            Is.EqualTo((LlmBudgetPeriod.Month, "USD", false, new[] { 0.5m, 0.8m, 1m })));
        Assert.That(services.GetRequiredService<LlmBudgets>().Snapshot().Single().Budget, Is.EqualTo("plain"), "nobody has called for the other");
    }

    [Test]
    public void Client_OfWrongOptions_ListsEveryError()
    {
        using var services = Services(
            ("0:Name", " "), ("0:Amount", "-1"), ("0:Currency", "dollars"), ("0:Period", "Year"), ("0:TimeZone", "Mars/Olympus"),
            ("0:FirstDayOfWeek", "Funday"), ("0:Feature", " "),
            ("0:Tags: ", "x"), ("0:Tags:team", ""), ("0:ForEach", " "), ("0:MaxValues", "0"), ("0:Thresholds:0", "0"), ("0:Thresholds:1", "10.5"),
            ("0:Thresholds:2", "half"), ("0:RefuseWhenSpent", "perhaps"),
            ("0:Amounts", "1"), ("1:Name", "a"), ("1:Amount", "many"), ("2:Name", "A"), ("2:Amount", "1"), ("3", "all"));

        var error = Assert.Catch<OptionsValidationException>(() => services.GetRequiredService<IHttpClientFactory>().CreateClient("llm"));

        const string Keys =
            "Name, Amount, Currency, Period, TimeZone, FirstDayOfWeek, Client, Feature, Provider, Model, Tags, ForEach, MaxValues, Thresholds, RefuseWhenSpent";
        Assert.That(error!.Failures, Is.EquivalentTo(new[]
        {
            "LlmBudgets:Budgets:0:Period is 'Year'; allowed is Day, Week, Month.",
            "LlmBudgets:Budgets:0:FirstDayOfWeek is 'Funday'; allowed is Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday.",
            "LlmBudgets:Budgets:0:Thresholds:2 is 'half'; allowed is a number such as 0.15.",
            "LlmBudgets:Budgets:0:RefuseWhenSpent is 'perhaps'; allowed is true or false.",
            $"LlmBudgets:Budgets:0:Amounts is not a setting; allowed are {Keys}. Did you mean Amount?",
            "LlmBudgets:Budgets:1:Amount is 'many'; allowed is a number such as 0.15.",
            $"LlmBudgets:Budgets:3 is 'all'; allowed is a section with the keys {Keys}.",
            "Budgets[0].Name is empty; a name is required.",
            "Budgets[0].Amount is -1; allowed is above 0 and at most 1000000000000.",
            "Budgets[0].Currency is 'dollars'; allowed is an ISO 4217 currency code such as USD.",
            "Budgets[0].TimeZone is 'Mars/Olympus', which this system does not recognize; allowed is an IANA ID such as Europe/Berlin.",
            "Budgets[0].Feature is empty; set a name or leave it out.",
            "Budgets[0].ForEach is empty; set a name or leave it out.",
            "Budgets[0].Tags has a tag without a name; a name is required.",
            "Budgets[0].Tags[team] is empty; set a name or leave it out.",
            "Budgets[0].MaxValues is 0; allowed is 1 to 100000.",
            "Budgets[0].Thresholds[0] is 0; allowed is a share above 0 and at most 10, such as 0.8.",
            "Budgets[0].Thresholds[1] is 10.5; allowed is a share above 0 and at most 10, such as 0.8.",
            "Budgets[1].Amount is 0; allowed is above 0 and at most 1000000000000.",
            "Budgets[2].Name is 'A', which another budget has; names must be unique.",
            "Budgets[3].Name is empty; a name is required.",
            "Budgets[3].Amount is 0; allowed is above 0 and at most 1000000000000.",
        }));
    }

    [Test]
    public async Task HostStart_WithWrongOptions_Fails()
    {
        HostApplicationBuilder host = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        host.Services.AddLlmBudgets(
            options => options.Budgets.Add(new LlmBudget { Name = "a", Amount = 0, Period = (LlmBudgetPeriod)7, FirstDayOfWeek = (DayOfWeek)9 }));
        using var built = host.Build();

        var error = await Assert.CatchAsync<OptionsValidationException>(() => built.StartAsync());

        Assert.That(error!.Failures, Has.Exactly(3).Items);
        Assert.That(error.Message, Does.Contain("Budgets[0].Amount is 0")
            .And.Contain("Budgets[0].Period is '7'")
            .And.Contain("Budgets[0].FirstDayOfWeek is '9'"));
    }

    [Test]
    public void Constructor_WithWrongOptions_ListsEveryError()
    {
        LlmBudgetsOptions options = new();
        for (var i = 0; i <= 100; i++)
        {
            options.Budgets.Add(new LlmBudget { Name = "b" + i, Amount = 1 });
        }

        for (var i = 0; i < 16; i++)
        {
            options.Budgets[0].Thresholds.Add(1);
        }

        Assert.That(
            () => new LlmBudgets(options),
            Throws.InstanceOf<OptionsValidationException>()
                .With.Message.Contains("Budgets has 101 entries; allowed are at most 100.")
                .And.Message.Contains("Budgets[0].Thresholds has 19 entries; allowed are at most 16."));
    }

    [Test]
    public void Settings_BesideTheBudgets_AreRefused()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [KeyValuePair.Create("Budget:0:Name", (string?)"a"), KeyValuePair.Create("Budgets", (string?)"a")])
            .Build();
        ServiceCollection services = new();
        services.AddLlmBudgets(configuration);
        using var provider = services.BuildServiceProvider();

        Assert.That(
            () => provider.GetRequiredService<LlmBudgets>(),
            Throws.InstanceOf<OptionsValidationException>()
                .With.Message.Contains("Budget is not a setting; allowed are Budgets, RestoreFromEventLog.")
                .And.Message.Contains("Budgets is 'a'; allowed is a list."));
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create("LlmBudgets:Budgets:" + setting.Key, (string?)setting.Value)))
            .Build();
        ServiceCollection services = new();
        services.AddLlmBudgets(configuration.GetSection("LlmBudgets"));
        services.AddHttpClient("llm").AddLlmMonitoring();
        return services.BuildServiceProvider();
    }
}
