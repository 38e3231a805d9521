using System.Text;
using System.Text.RegularExpressions;
using LlmHttpMetrics.IntegrationTests.Sdks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LlmHttpMetrics.IntegrationTests.Readme.BudgetsGuide;

/// <summary>What docs/budgets.md shows and names is so.</summary>
internal sealed partial class GuideTests
{
    private static readonly string Guide = Repository.Read("docs/budgets.md");

    [Test]
    public void CodeBlocks_OfTheGuide_AreCompiled() => Assert.That(
        CodeBlocks.OfMarkdown(Guide),
        Is.EquivalentTo(CodeBlocks.OfSource(Repository.Read("tests/LlmHttpMetrics.IntegrationTests/Readme/BudgetsGuide/GuideCode.cs"))));

    [TestCase(typeof(LlmBudget))]
    [TestCase(typeof(LlmBudgetsOptions))]
    public void Options_AllOfThem_AreInATable(Type options)
    {
        foreach (var option in options.GetProperties())
        {
            Assert.That(Guide, Does.Contain($"\n| `{option.Name}` |"));
        }
    }

    [Test]
    public void Figures_AllOfThem_AreInTheGuide()
    {
        foreach (var figure in typeof(LlmBudgetStatus).GetProperties())
        {
            Assert.That(Guide, Does.Contain($"`{figure.Name}`"));
        }
    }

    [Test]
    public void Settings_OfTheGuide_AreBound()
    {
        using MemoryStream json = new(Encoding.UTF8.GetBytes($"{{{Fence().Match(Guide).Groups["json"].Value}}}"));
        ServiceCollection services = new();
        services.AddLlmBudgets(new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("LlmBudgets"));
        using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<LlmBudgets>().Snapshot().Select(budget => (budget.Budget, budget.Limit, budget.Period)), Is.EqualTo(new[]
        {
            ("all", 900m, LlmBudgetPeriod.Month), ("gpt of blue", 100m, LlmBudgetPeriod.Week),
        }));
    }

    [Test]
    public async Task Code_OfTheGuide_DoesWhatItSays()
    {
        ServiceCollection services = new();
        GuideCode.Register(services);
        StubHandler network = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        services.AddHttpClient("llm").ConfigurePrimaryHttpMessageHandler(() => network).AddLlmMonitoring();
        await using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        var budgets = provider.GetRequiredService<LlmBudgets>();
        GuideCode.Restore(budgets);
        budgets.Restore("users", 5, DateTimeOffset.UtcNow, "ann");
        using (LlmCall.Begin(new LlmCallInfo { UserId = "ann" }))
        {
            await GuideCode.CallAsync(OpenAiSdk.Chat(http, new Uri("https://api.openai.com")));
        }

        Assert.That(network.Sends, Is.Zero);
        Assert.That(() => GuideCode.Read(budgets), Throws.Nothing);
        Assert.That(budgets.Snapshot()
            .Where(budget => budget.Budget == "search")
            .Select(budget => budget.Spent + budget.PreviousSpent), Is.EqualTo(new[] { 12.40m }));
        Assert.That(GuideCode.WithoutFactory(NullLogger.Instance).Snapshot().Single().Limit, Is.EqualTo(10));
    }

    [GeneratedRegex(@"^```json\n(?<json>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();
}
