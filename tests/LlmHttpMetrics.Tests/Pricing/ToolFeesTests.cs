using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Tests.Pricing;

/// <summary>Fees of hosted tools: by the call, by the request and by the search context, found from the most particular price to the most general.</summary>
public sealed class ToolFeesTests
{
    private static readonly Usage Used = new() { Input = 1_000_000, IsServed = true, Confidence = 1 };

    [Test]
    public void Call_HasItsFee() => Assert.That(Priced(Tools(("web_search", 0.01m)), (HostedTool.WebSearch, 3)).Amount, Is.EqualTo(1.03m));

    [Test]
    public void Request_HasItsFeeOnce() =>
        Assert.That(Priced(Tools(("code_execution.request", 0.03m)), (HostedTool.CodeExecution, 5)).Amount, Is.EqualTo(1.03m));

    [TestCase("Unknown", 1.005)]
    [TestCase("Low", 1.005)]
    [TestCase("Medium", 1.008)]
    [TestCase("High", 1.005)]
    public void Context_HasItsFee_ElseThatOfACall(string context, double amount)
    {
        var use = Use((HostedTool.WebSearch, 1));
        use.Context = Enum.Parse<SearchContext>(context);

        Assert.That(Prices.Cost(Tools(("web_search", 0.005m), ("WEB_SEARCH.medium", 0.008m)), Used with { Tools = use }).Amount, Is.EqualTo((decimal)amount));
    }

    [Test]
    public void Parts_ShowTheFees()
    {
        var parts = Prices.Parts(Tools(("web_search", 0.01m), ("mcp", 0)), Used with { Tools = Use((HostedTool.WebSearch, 2), (HostedTool.Mcp, 4)) });

        Assert.That(parts, Is.EqualTo(new CostParts(Input: 1, Tools: 0.02m)));
        Assert.That(parts.ForEvent(), Is.EqualTo(new LlmCostParts { Input = 1, Tools = 0.02m }));
    }

    [Test]
    public void Tool_WithoutAFee_IsInDoubt()
    {
        var cost = Priced(Tools(("web_search", 0.01m)), (HostedTool.WebSearch, 1), (HostedTool.FileSearch, 1));

        Assert.That((cost.Amount, cost.Confidence, cost.Doubts), Is.EqualTo((1.01m, 0.5, CostDoubts.Tool)));
    }

    [Test]
    public void Tool_OfACallThatFailed_CostsNothing() =>
        Assert.That(Prices.Cost(Tools(("web_search", 0.01m)), Used with { IsServed = false, Tools = Use((HostedTool.WebSearch, 1)) }).Amount, Is.EqualTo(1));

    [Test]
    public void Price_WithoutAFee_HasThatOfTheNextThatFits()
    {
        var book = Prices.Book(
            Prices.Of("openai", "gpt-5*", 1), Prices.Of("openai", "gpt-4o", 2),
            Fees("openai", "*", ("web_search", 0.01m), ("file_search", 0.0025m)), Fees("openai", "gpt-4*", ("web_search", 0.025m)));

        Assert.That(Amount(book, "gpt-5-mini", (HostedTool.WebSearch, 1), (HostedTool.FileSearch, 2)), Is.EqualTo(1.015m));
        Assert.That(Amount(book, "gpt-4o", (HostedTool.WebSearch, 1), (HostedTool.FileSearch, 2)), Is.EqualTo(2.03m));
    }

    [Test]
    public void Fees_AreNoPriceOfAModel() =>
        Assert.That(Prices.Book(Fees("openai", "*", ("web_search", 0.01m))).Find(new PricedModel("openai", "gpt-5", null, 1)), Is.Null);

    [Test]
    public void Fees_OfAnotherTableOrDayOrCurrency()
    {
        var euro = Fees("openai", "*", ("file_search", 1m));
        euro.Currency = "EUR";
        var old = Fees("openai", "*", ("mcp", 1m));
        old.Until = new DateOnly(2020, 1, 1);
        var book = Prices.Book(
        [
            new PriceTable("own", [Prices.Of("openai", "gpt-5", 1)]),
            new PriceTable("embedded", [Prices.Of("openai", "gpt-5", 9), Fees("openai", "*", ("web_search", 0.01m)), euro, old], 0.95),
        ]);

        Assert.That(Amount(book, "gpt-5", (HostedTool.WebSearch, 1)), Is.EqualTo(1.01m));
        Assert.That(Amount(book, "gpt-5", (HostedTool.FileSearch, 1)), Is.EqualTo(1m));
        Assert.That(Amount(book, "gpt-5", (HostedTool.Mcp, 1)), Is.EqualTo(1m));
    }

    [TestCase("web_search")]
    [TestCase("WEB_SEARCH.Request")]
    [TestCase("maps_search.high")]
    public void Name_IsOne(string name) => Assert.That(ToolFeeName.TryParse(name, out _, out _));

    [TestCase("")]
    [TestCase(".request")]
    [TestCase("web")]
    [TestCase("web_search.")]
    [TestCase("web_search.huge")]
    public void Name_IsNone(string name) => Assert.That(ToolFeeName.TryParse(name, out _, out _), Is.False);

    private static decimal Amount(PriceBook book, string model, params (HostedTool, long)[] calls) =>
        CostOfUsage.TryPrice(Used with { Tools = Use(calls) }, book.Find(new PricedModel("openai", model, null, Prices.Day("2026-01-01")))!, out var cost)
            ? cost.Amount
            : -1;

    private static Cost Priced(LlmPrice price, params (HostedTool, long)[] calls) => Prices.Cost(price, Used with { Tools = Use(calls) });

    private static HostedToolUse Use(params (HostedTool Tool, long Calls)[] calls)
    {
        HostedToolUse use = new();
        foreach (var (tool, count) in calls)
        {
            use[tool] = count;
        }

        return use;
    }

    private static LlmPrice Tools(params (string Name, decimal Fee)[] fees) => With(Prices.Of("p", "m", 1), fees);

    private static LlmPrice Fees(string provider, string model, params (string Name, decimal Fee)[] fees)
    {
        var price = With(Prices.Of(provider, model, 1), fees);
        price.Input = null;
        return price;
    }

    private static LlmPrice With(LlmPrice price, (string Name, decimal Fee)[] fees)
    {
        foreach (var (name, fee) in fees)
        {
            price.Tools[name] = fee;
        }

        return price;
    }
}
