using LlmHttpMetrics.Tests.Counting.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Insights.Budgets;

/// <summary>What calls leave in budgets and their gauges, through the whole chain.</summary>
public sealed class BudgetsOfCallsTests
{
    private const string NoUsage =
        """{"id":"c","model":"gpt-5-mini-2025-08-07","choices":[{"index":0,"message":{"role":"assistant","content":"Hello there, friend"}"""
            + ""","finish_reason":"stop"}]}""";

    [Test]
    public async Task Cost_OfACall_IsSpent()
    {
        await using BudgetClient client = new(budget => budget.Client = MonitoredClient.Name);
        await client.SendAsync();

        Assert.That((client.Status.Spent, client.Status.Calls, client.Status.UnpricedCalls), Is.EqualTo((1m, 1L, 0L)));
        Assert.That((await client.Client.EventAsync()).Cost, Is.EqualTo(1m));
    }

    [Test]
    public async Task Budget_OfAnotherClient_HasNothing()
    {
        await using BudgetClient client = new(budget => budget.Client = "other");
        await client.SendAsync();

        Assert.That(client.Status.Calls, Is.Zero);
    }

    [Test]
    public async Task Calls_WhereNothingElseListens_AreMeasuredAndPriced()
    {
        ServiceCollection services = new();
        services.AddLlmBudgets(options => options.Budgets.Add(new LlmBudget { Name = "all", Amount = 1 }));
        services.AddHttpClient("llm")
            .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)))
            .AddLlmMonitoring();
        await using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");

        (await http.SendAsync(WireSamples.Post())).Dispose();

        Assert.That(provider.GetRequiredService<LlmBudgets>().Snapshot().Single().Spent, Is.Positive);
    }

    [Test]
    public async Task Spend_AfterARestart_IsRestoredFromTheEventLog()
    {
        using TemporaryFolder folder = new();
        decimal spent;
        await using (var before = Restarted(folder))
        {
            using var http = before.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
            for (var i = 0; i < 5; i++)
            {
                (await http.SendAsync(WireSamples.Post())).Dispose();
            }

            spent = before.GetRequiredService<LlmBudgets>().Snapshot().Single().Spent;
        }

        await using var after = Restarted(folder);
        var budgets = after.GetRequiredService<LlmBudgets>();
        await foreach (var kept in new LlmEventReader().ReadAsync(folder.Path))
        {
            budgets.Restore(kept);
        }

        Assert.That(spent, Is.Positive);
        Assert.That((budgets.Snapshot().Single().Spent, budgets.Snapshot().Single().Calls), Is.EqualTo((spent, 5L)));
    }

    [Test]
    public async Task Calls_WithoutAnyBudget_AreNotMeasured()
    {
        ServiceCollection services = new();
        services.AddLlmBudgets(_ => { });
        HttpContent? sent = null;
        StreamContent answer = new(new MemoryStream(WireSamples.Bytes(WireSamples.ChatAnswer)));
        services.AddHttpClient("llm")
            .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => new HttpResponseMessage { Content = answer }))
            .AddLlmMonitoring();
        await using var provider = services.BuildServiceProvider();
        using HttpMessageInvoker invoker = new(provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("llm"));

        using var response = await invoker.SendAsync(WireSamples.Post(), CancellationToken.None);
        sent = response.Content;

        Assert.That(sent, Is.SameAs(answer));
    }

    [TestCase(500, 0)]
    [TestCase(200, 1)]
    public async Task Call_WithoutAPrice_IsUnpricedWhereItWasAnswered(int status, long unpriced)
    {
        StubHandler network = new(_ =>
        {
            var response = WireSamples.Trickle(WireSamples.ChatAnswer);
            response.StatusCode = (System.Net.HttpStatusCode)status;
            return response;
        });
        await using BudgetClient client = new(_ => { }, network, shared: options => options.Pricing.Prices.Clear());
        await client.SendAsync();

        Assert.That((client.Status.Spent, client.Status.Calls, client.Status.UnpricedCalls), Is.EqualTo((0m, 1L, unpriced)));
    }

    [Test]
    public async Task Usage_ThatComesLater_IsSpentOnce()
    {
        const string Queued = """{"id":"resp_1","object":"response","status":"queued","background":true,"model":"gpt-5-2025-08-07","output":[],"usage":null}""";
        const string Completed =
            """{"id":"resp_1","object":"response","status":"completed","model":"gpt-5-2025-08-07","output":[],"usage":{"input_tokens":11"""
                + ""","output_tokens":7,"total_tokens":18}}""";
        await using BudgetClient client = new(
            _ => { },
            new StubHandler(request => WireSamples.Trickle(request.Method == HttpMethod.Post ? Queued : Completed)),
            shared: options => options.Pricing.Prices[0] = new LlmPrice { Provider = "*", Model = "*", Currency = "USD", Input = 100_000, Source = "test" });
        await client.SendAsync("https://api.openai.com/v1/responses", """{"model":"gpt-5","input":"Say hi","background":true}""");
        Assert.That((client.Status.Spent, client.Status.UnpricedCalls, client.Status.Calls), Is.EqualTo((0m, 1L, 1L)));

        await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://api.openai.com/v1/responses/resp_1"));
        await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://api.openai.com/v1/responses/resp_1"));

        Assert.That((client.Status.Spent, client.Status.UnpricedCalls, client.Status.Calls), Is.EqualTo((1.1m, 0L, 1L)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Tokens_CountedHere_AreSpentOnce(bool isCounted)
    {
        ServiceCollection services = new();
        services.AddSingleton<ITokenCounterSource>(new WordCounter { Models = _ => isCounted });
        services.AddLlmBudgets(options => options.Budgets.Add(new LlmBudget { Name = "all", Amount = 1 }));
        services.AddHttpClient("llm").ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(NoUsage))).AddLlmMonitoring();
        await using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");

        (await http.SendAsync(WireSamples.Post())).Dispose();
        await LlmMonitoring.FlushAsync();

        var status = provider.GetRequiredService<LlmBudgets>().Snapshot().Single();
        Assert.That((status.Spent > 0, status.UnpricedCalls, status.Calls), Is.EqualTo((isCounted, isCounted ? 0L : 1L, 1L)));
    }

    [Test]
    public async Task Gauges_ShowHowABudgetStands()
    {
        await using BudgetClient client = new(budget => budget.Amount = 4);
        await client.SendAsync();
        await client.SendAsync();
        client.Client.Recorder.Observe();

        var status = client.Status;
        foreach (var (name, value) in new[]
        {
            (LlmInstrumentNames.BudgetSpent, 2m), (LlmInstrumentNames.BudgetLimit, 4m), (LlmInstrumentNames.BudgetRemaining, 2m),
            (LlmInstrumentNames.BudgetBurnRate, status.BurnRate),
            (LlmInstrumentNames.BudgetProjection, status.Projection), (LlmInstrumentNames.BudgetMonthlyProjection, status.MonthProjection),
            (LlmInstrumentNames.BudgetUnpriced, 0m),
        })
        {
            var gauge = client.Client.Recorder.Only(name);
            Assert.That(gauge.Value, Is.EqualTo((double)value), name);
            Assert.That(
                gauge.Tags,
                Is.EquivalentTo(
                    new Dictionary<string, object?> { [LlmTagNames.Budget] = "b", [LlmTagNames.BudgetPeriod] = "day", [LlmTagNames.Currency] = "USD" }),
                name);
        }

        Assert.That((status.BurnRate, status.Projection), Is.EqualTo((24m, 24m)), "two in a process of no age");
    }

    [Test]
    public async Task Gauges_OfValues_NameThem()
    {
        await using BudgetClient client = new(budget => (budget.ForEach, budget.Period) = (LlmTagNames.Feature, LlmBudgetPeriod.Week));
        await client.SendAsync(scope: new LlmCallInfo { Feature = "search" });
        client.Client.Recorder.Observe();

        var gauge = client.Client.Recorder.Only(LlmInstrumentNames.BudgetSpent);
        Assert.That((gauge.Value, gauge.Tag(LlmTagNames.BudgetValue), gauge.Tag(LlmTagNames.BudgetPeriod)), Is.EqualTo((1d, (object)"search", (object)"week")));
    }

    [Test]
    public void Gauges_OfBudgetsInTheOptionsOfAClient_ShowThem()
    {
        LlmBudgetsOptions options = new();
        options.Budgets.Add(new LlmBudget { Name = "of-options", Amount = 3, Period = LlmBudgetPeriod.Month });
        using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), monitoring => monitoring.UseBudgets(new LlmBudgets(options)));
        using MeasurementRecorder withoutServices = new(services: null, keep: measurement => measurement.Tag(LlmTagNames.Budget) as string == "of-options");
        client.Recorder.Observe();
        withoutServices.Observe();

        Assert.That(client.Recorder.Only(LlmInstrumentNames.BudgetLimit).Value, Is.EqualTo(3));
        Assert.That(withoutServices.All, Is.Empty, "exporters hear both meters, and would show it twice");
    }

    [Test]
    public void Gauges_WithoutBudgets_ShowNothing()
    {
        using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        client.Recorder.Observe();

        Assert.That(client.Recorder.All.Where(measurement => measurement.Instrument.StartsWith("llm.budget", StringComparison.Ordinal)), Is.Empty);
    }

    private static ServiceProvider Restarted(TemporaryFolder folder)
    {
        ServiceCollection services = new();
        services.AddLlmBudgets(options => options.Budgets.Add(new LlmBudget { Name = "all", Amount = 1 }));
        services.AddLlmEventLog(folder.Path);
        services.AddHttpClient("llm")
            .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)))
            .AddLlmMonitoring();
        return services.BuildServiceProvider();
    }
}
