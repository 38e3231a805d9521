using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Tests.Pricing;

/// <summary>Which price a call gets.</summary>
public sealed class PriceBookTests
{
    private static readonly long Today = Prices.Day("2026-03-01");

    [TestCase("gpt-4.1-mini-2025-04-14", 3)]
    [TestCase("GPT-4.1-Mini", 3)]
    [TestCase("gpt-4.1", 2)]
    [TestCase("gpt-5", 1)]
    [TestCase("claude", null)]
    public void Price_OfAModel_IsThatOfTheLongestPattern(string model, int? input)
    {
        var book = Prices.Book(Prices.Of("openai", "gpt-*", 1), Prices.Of("openai", "gpt-4.1*", 2), Prices.Of("openai", "gpt-4.1-mini*", 3));

        Assert.That(Input(book, new("openai", null, model, Today)), Is.EqualTo((decimal?)input));
    }

    [Test]
    public void Price_OfAPattern_IsThatOfTheMoreParticularProvider()
    {
        var book = Prices.Book(Prices.Of("*", "llama*", 1), Prices.Of("groq", "llama*", 2), Prices.Of("*openai", "gpt*", 3));

        Assert.That(Input(book, new("groq", null, "llama-3", Today)), Is.EqualTo(2));
        Assert.That(Input(book, new("together_ai", null, "llama-3", Today)), Is.EqualTo(1));
        Assert.That(Input(book, new("azure.ai.openai", null, "gpt-4o", Today)), Is.EqualTo(3));
        Assert.That(Input(book, new("azure.ai.inference", null, "gpt-4o", Today)), Is.Null);
    }

    [Test]
    public void Price_OfTwoPatternsOfOneLength_IsThatWithFewerStars()
    {
        var book = Prices.Book(Prices.Of("openai", "gpt-5*", 1), Prices.Of("openai", "gpt-5", 2), Prices.Of("*openai", "o3", 3), Prices.Of("openai", "o3", 4));

        Assert.That(Input(book, new("openai", null, "gpt-5", Today)), Is.EqualTo(2), "whatever their order");
        Assert.That(Input(book, new("openai", null, "gpt-5.4", Today)), Is.EqualTo(1));
        Assert.That(Input(book, new("openai", null, "o3", Today)), Is.EqualTo(4));
    }

    [TestCase("us.anthropic.claude-x-20250929-v1:0", "claude-x-20250929", false)]
    [TestCase("us.anthropic.claude-x-20250929-v1:0", "claude-x-20250929-fast", true)]
    [TestCase("us.anthropic.claude-x-pro-v1:0", "claude-x", true)]
    [TestCase("us.anthropic.claude-x-v1:0", "", true)]
    [TestCase("claude-x", "claude-x-20250929", false)]
    public void Price_OfTheModelAskedFor_IsOfAnotherWhereTheAnswerNamesOne(string asked, string answered, bool isOfAnother)
    {
        var book = Prices.Book(Prices.Of("aws.bedrock", asked, 1));

        Assert.That(book.Find(new("aws.bedrock", asked, answered, Today))!.IsOfAnother, Is.EqualTo(isOfAnother));
    }

    [TestCase("2025-12-31T23:59:59.9999999", 1)]
    [TestCase("2026-01-01", 2)]
    [TestCase("2026-06-30T23:59:59.9999999", 2)]
    [TestCase("2026-07-01", null)]
    public void Price_OfADay_IsThatValidThen(string at, int? input)
    {
        var book = Prices.Book(Prices.Of("p", "m", 1, until: "2026-01-01"), Prices.Of("p", "m", 2, from: "2026-01-01", until: "2026-07-01"));
        foreach (var before in new[] { "2025-01-01", "2026-02-01", "2026-08-01" })
        {
            _ = book.Find(new("p", null, "m", Prices.Day(before)));
            Assert.That(Input(book, new("p", null, "m", Prices.Day(at))), Is.EqualTo((decimal?)input), $"after a call of {before}");
        }
    }

    [Test]
    public void Price_NotYetValid_LeavesTheLessParticularOne()
    {
        var book = Prices.Book(Prices.Of("p", "model*", 1), Prices.Of("p", "model-1", 2, from: "2026-03-02"));

        Assert.That(Input(book, new("p", null, "model-1", Today)), Is.EqualTo(1));
        Assert.That(Input(book, new("p", null, "model-1", Prices.Day("2026-03-02"))), Is.EqualTo(2));
        Assert.That(Input(book, new("p", null, "model-1", Today)), Is.EqualTo(1));
    }

    [TestCase("answered", "asked", 1, false)]
    [TestCase(null, "asked", 2, false)]
    [TestCase("unknown", "asked", 2, true)]
    [TestCase("asked-2026-01-01", "asked", 2, false)]
    [TestCase("answered", null, 1, false)]
    [TestCase("answered", "DEPLOYED", 3, false)]
    public void Price_IsOfTheModelThatAnsweredBeforeTheOneAskedFor(string? answered, string? asked, int input, bool isOfAnother)
    {
        var book = Prices.Book(
            [new PriceTable("test", [Prices.Of("p", "answered", 1), Prices.Of("p", "asked", 2), Prices.Of("p", "mapped", 3)])], ("deployed", "mapped"));

        Assert.That(Input(book, new("p", asked, answered, Today)), Is.EqualTo((decimal)input));
        Assert.That(book.Find(new("p", asked, answered, Today))!.IsOfAnother, Is.EqualTo(isOfAnother));
    }

    [Test]
    public void Price_OfAnEarlierTable_GoesFirst()
    {
        var book = Prices.Book(
            [new PriceTable("own", [Prices.Of("*", "gpt*", 1)]), new PriceTable("embedded", [Prices.Of("openai", "gpt-5", 2), Prices.Of("openai", "o3", 3)])]);

        Assert.That(Input(book, new("openai", null, "gpt-5", Today)), Is.EqualTo(1));
        Assert.That(book.Find(new("openai", null, "o3", Today))!.Table.Name, Is.EqualTo("embedded"));
    }

    [Test]
    public void Price_OfOnesOwnForTheModelAskedFor_GoesBeforeATableThatHasTheOther()
    {
        var book = Prices.Book(
            [new PriceTable("own", [Prices.Of("azure", "my-deployment", 1)]), new PriceTable("embedded", [Prices.Of("azure", "gpt-4o*", 2)])]);

        Assert.That(Input(book, new("azure", "my-deployment", "gpt-4o-2024-08-06", Today)), Is.EqualTo(1));
    }

    [Test]
    public void Price_Asked_AfterTheTableHasChanged_IsTheNew()
    {
        ChangingPrices layer = new() { Table = new PriceTable("old", [Prices.Of("p", "m", 1)]) };
        PriceBook book = new([layer], [], Prices.Untold);
        Assert.That(Input(book, new("p", null, "m", Today)), Is.EqualTo(1));

        layer.Table = new PriceTable("new", [Prices.Of("p", "m", 2)]);

        Assert.That(Input(book, new("p", null, "m", Today)), Is.EqualTo(2));
    }

    [Test]
    public void Price_AfterTheTableHasChanged_IsCachedAgain()
    {
        ChangingPrices layer = new() { Table = new PriceTable("old", [Prices.Of("p", "m", 1)]) };
        PriceBook book = new([layer], [], Prices.Untold);
        layer.Table = new PriceTable("new", [Prices.Of("p", "m", 2)]);

        Assert.That(AllocatedBy(book, new("p", null, "m", Today)), Is.Zero);
    }

    [Test]
    public void Price_OnTheFirstTickOfAnother_LeavesEarlierCallsTheirs()
    {
        var boundary = Prices.Day("2026-03-02");
        var book = Prices.Book(Prices.Of("p", "m", 1, until: "2026-03-02"), Prices.Of("p", "m", 2, from: "2026-03-02"));

        Assert.That(Input(book, new("p", null, "m", boundary)), Is.EqualTo(2));
        Assert.That(Input(book, new("p", null, "m", boundary - 1)), Is.EqualTo(1));
        Assert.That(Input(book, new("p", null, "m", boundary)), Is.EqualTo(2));
    }

    [Test]
    public void Price_WhoseValidityHasEnded_GivesWayInTheCacheToo()
    {
        var book = Prices.Book(Prices.Of("p", "m", 1, until: "2026-03-02"), Prices.Of("p", "m", 2, from: "2026-03-02", until: "2026-03-03"));
        foreach (var (day, input) in new (string, decimal?)[] { ("2026-03-01", 1), ("2026-03-02", 2), ("2026-03-03", null), ("2026-03-01", 1) })
        {
            PricedModel model = new("p", null, "m", Prices.Day(day));
            for (var i = 0; i < 3; i++)
            {
                Assert.That(Input(book, model), Is.EqualTo(input));
            }

            Assert.That(AllocatedBy(book, model), Is.Zero, day);
        }
    }

    /// <summary>More models than are remembered, each several times.</summary>
    [Test]
    public void Price_OfManyModels_IsAlwaysTheirOwn()
    {
        var book = Prices.Book([.. Enumerable.Range(0, 3000).Select(i => Prices.Of("p", $"model-{i}", i))]);
        for (var i = 0; i < 9000; i++)
        {
            Assert.That(Input(book, new("p", null, $"model-{i % 3000}", Today)), Is.EqualTo((decimal)(i % 3000)));
        }
    }

    /// <summary>The bytes that looking a price up again and again allocates.</summary>
    private static long AllocatedBy(PriceBook book, in PricedModel model)
    {
        _ = book.Find(model);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            _ = book.Find(model);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static decimal? Input(PriceBook book, in PricedModel model) =>
        book.Find(model) is { } found ? found.Row.Rates(default, input: 1, out _).Input * 1_000_000 : null;

    private sealed class ChangingPrices : IPriceLayer
    {
        public required PriceTable Table { get; set; }
    }
}
