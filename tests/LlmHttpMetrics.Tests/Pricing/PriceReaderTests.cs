using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Tests.Pricing;

/// <summary>Price files: valid prices are read exactly, errors are reported with their line and the allowed values.</summary>
public sealed class PriceReaderTests
{
    private const string Good =
        """
        {
          // The table of the team.
          "version": 1,
          "date": "2026-02-03",
          "prices": [
            {
              "provider": "openai", "model": "gpt-4.1-mini*", "currency": "USD", "per": 1000,
              "input": 0.40, "output": 1.6e0, "cacheRead": 0.10, "cacheReadAudio": 0.5, "cacheWrite": 1, "cacheWrite5m": 2, "cacheWrite1h": 3, "reasoning": 4,
              "inputAudio": 5, "outputAudio": 6, "inputImage": 7, "outputImage": 8, "request": 9, "characters": 10,
              "above": [ { "inputTokens": 200000, "input": 2.5 } ],
              "serviceTiers": { "flex": { "input": 0.2, "above": [ { "inputTokens": 100, "output": 12 } ] }, "priority": {} }, "speeds": { "fast": { "output": 13 } }, "regions": { "us": 1.1, "EU": 2 }, "tools": { "web_search": 0.01, "mcp": 0 }, "hours": "Mon 08:00-09:00",
              "from": "2025-04-14", "until": "2026-08-01", "source": "https://example.com",
            },
          ]
        }
        """;

    [Test]
    public void File_ThatIsRight_IsReadWhole()
    {
        var document = Read(Good);
        var price = document.Prices.Single().Price;

        Assert.That(
            (document.Date, price.Provider, price.Model, price.Currency, price.Per),
            Is.EqualTo((new DateOnly(2026, 2, 3), "openai", "gpt-4.1-mini*", "USD", 1000)));
        Assert.That(RateKind.All.Select(kind => kind.Get(price)), Is.EqualTo(new decimal?[] { 0.40m, 1.6m, 0.10m, 0.5m, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }));
        Assert.That((price.Above.Single().InputTokens, price.Above.Single().Input), Is.EqualTo((200_000L, (decimal?)2.5m)));
        Assert.That(price.ServiceTiers.Keys, Is.EqualTo(new[] { "flex", "priority" }));
        Assert.That((price.ServiceTiers["flex"].Input, price.ServiceTiers["flex"].Above.Single().Output), Is.EqualTo(((decimal?)0.2m, (decimal?)12m)));
        Assert.That((price.Speeds["FAST"].Output, price.Regions["US"], price.Regions["eu"]), Is.EqualTo(((decimal?)13m, 1.1m, 2m)));
        Assert.That((price.Tools["WEB_SEARCH"], price.Tools["mcp"], price.Hours), Is.EqualTo((0.01m, 0m, "Mon 08:00-09:00")));
        Assert.That(
            (price.From, price.Until, price.Source),
            Is.EqualTo(((DateOnly?)new DateOnly(2025, 4, 14), (DateOnly?)new DateOnly(2026, 8, 1), "https://example.com")));
    }

    [TestCase("\"web_search\": 0.01", "\"web\": 0.01", "line 11: tools.web is not a known fee; allowed are web_search, web_search_preview,")]
    [TestCase("\"web_search\": 0.01", "\"web_search\": -1", "line 11: tools.web_search is -1; allowed is 0 to 1000000000.")]
    [TestCase("\"web_search\": 0.01", "\"web_search\": \"free\"", "line 11: tools.web_search is 'free'; allowed is a number.")]
    [TestCase("\"mcp\": 0", "\"Web_Search\": 0", "line 11: tools.Web_Search occurs twice, also as web_search; allowed is once.")]
    [TestCase("Mon 08:00-09:00", "always", "line 11: hours is 'always'; allowed are hours in UTC such as Mon-Fri 01:00-04:00, 06:00-10:00")]
    [TestCase("\"input\": 0.40", "\"inputs\": 0.40", "line 8: inputs is not a known field; allowed are provider, model,")]
    [TestCase("\"input\": 0.40", "\"input\": -0.40", "line 8: input is -0.40; allowed is 0 to 1000000000.")]
    [TestCase("\"input\": 0.40", "\"input\": \"0.40\"", "line 8: input is '0.40'; allowed is a number.")]
    [TestCase("\"input\": 0.40", "\"input\": 1e400", "line 8: input is 1e400; allowed is a number.")]
    [TestCase("\"input\": 0.40", "\"input\": 1000000001", "line 8: input is 1000000001; allowed is 0 to 1000000000.")]
    [TestCase("\"input\": 0.40", "\"input\": null", "line 8: input is null; allowed is a number.")]
    [TestCase("\"output\": 1.6e0", "\"input\": 1.6", "line 8: input occurs twice; allowed is once.")]
    [TestCase("\"gpt-4.1-mini*\"", "\"gpt 4\"", "line 7: model is 'gpt 4'; allowed is a name in which a *")]
    [TestCase("\"gpt-4.1-mini*\"", "\"gpt-?\"", "line 7: model is 'gpt-?'; allowed is a name in which a *")]
    [TestCase("\"gpt-4.1-mini*\"", "\"\"", "line 7: model is ''; allowed is a name in which a *")]
    [TestCase("\"gpt-4.1-mini*\"", "7", "line 7: model is 7; allowed is a string.")]
    [TestCase("\"provider\": \"openai\", ", "", "line 6: provider is ''; allowed is a name")]
    [TestCase("\"currency\": \"USD\"", "\"currency\": \"usd\"", "line 7: currency is 'usd'; allowed is an ISO 4217 currency code")]
    [TestCase("\"currency\": \"USD\"", "\"currency\": \"Dollar\"", "line 7: currency is 'Dollar'; allowed is an ISO 4217 currency code")]
    [TestCase("\"per\": 1000,", "\"per\": 500,", "line 7: per is 500; allowed is a power of ten")]
    [TestCase("\"per\": 1000,", "\"per\": 0,", "line 7: per is 0; allowed is a power of ten")]
    [TestCase("\"per\": 1000,", "\"per\": 1.5,", "line 7: per is 1.5; allowed is an integer.")]
    [TestCase("\"2025-04-14\"", "\"14.4.2025\"", "line 12: from is '14.4.2025'; allowed is a day such as 2026-01-31.")]
    [TestCase("\"2025-04-14\"", "\"2026-02-30\"", "line 12: from is '2026-02-30'; allowed is a day such as 2026-01-31.")]
    [TestCase("\"2025-04-14\"", "\"2026-08-01\"", "line 12: until is 2026-08-01; allowed is a day after 2026-08-01.")]
    [TestCase(", \"source\": \"https://example.com\"", "", "line 6: source is ''; a reference to where the price is published or agreed is required.")]
    [TestCase("\"inputTokens\": 200000", "\"inputTokens\": 0", "line 10: above[0].inputTokens is 0; allowed is 1 and more.")]
    [TestCase("\"inputTokens\": 200000, ", "", "line 10: above[0].inputTokens is 0; allowed is 1 and more.")]
    [TestCase(
        "\"input\": 2.5 }",
        "\"input\": 2.5 }, { \"inputTokens\": 200000, \"input\": 3 }",
        "line 10: above[1].inputTokens is 200000, as in another entry; each value is allowed once.")]
    [TestCase("\"input\": 2.5 }", "\"serviceTiers\": {} }", "line 10: above[0].serviceTiers is not a known field; allowed are inputTokens, input,")]
    [TestCase("\"flex\": { \"input\": 0.2", "\"flex\": { \"input\": -0.2", "line 11: serviceTiers.flex.input is -0.2; allowed is 0 to 1000000000.")]
    [TestCase("\"output\": 12 }", "\"output\": -12 }", "line 11: serviceTiers.flex.above[0].output is -12; allowed is 0 to 1000000000.")]
    [TestCase("\"priority\": {}", "\"flex\": {}", "line 11: serviceTiers.flex occurs twice; allowed is once.")]
    [TestCase("\"priority\": {}", "\"FLEX\": {}", "line 11: serviceTiers.FLEX occurs twice, also as flex; allowed is once.")]
    [TestCase("\"priority\": {}", "\"priority\": []", "line 11: serviceTiers.priority is a list; allowed is an object.")]
    [TestCase("\"output\": 13", "\"outputs\": 13", "line 11: speeds.fast.outputs is not a known field; allowed are input, output,")]
    [TestCase("\"output\": 13", "\"output\": -13", "line 11: speeds.fast.output is -13; allowed is 0 to 1000000000.")]
    [TestCase("\"us\": 1.1", "\"us\": 0", "line 11: regions.us is 0; allowed is a factor above 0, up to 100.")]
    [TestCase("\"us\": 1.1", "\"us\": 101", "line 11: regions.us is 101; allowed is a factor above 0, up to 100.")]
    [TestCase("\"us\": 1.1", "\"us\": \"1.1\"", "line 11: regions.us is '1.1'; allowed is a number.")]
    [TestCase("\"EU\": 2", "\"US\": 2", "line 11: regions.US occurs twice, also as us; allowed is once.")]
    [TestCase("\"EU\": 2 }", "\"EU\": 2 }, \"speeds\": {}", "line 11: speeds occurs twice; allowed is once.")]
    [TestCase("\"version\": 1", "\"version\": 2", "line 3: version is 2; allowed is 1.")]
    [TestCase("\"date\": \"2026-02-03\"", "\"date\": 20260203", "line 4: date is 20260203; allowed is a day such as 2026-01-31.")]
    [TestCase("\"date\"", "\"day\"", "line 4: day is not a known field; allowed are version, date, prices.")]
    [TestCase("\"prices\": [", "\"prices\": [ 7,", "line 5: a price is 7; allowed is an object.")]
    [TestCase("\"prices\"", "\"price\"", "prices is missing; a list of prices is required.")]
    [TestCase("\"source\": \"https://example.com\",", "\"source\": https://example.com,", "line 12: this is not valid JSON;")]
    [TestCase("\n  ]\n}", "\n  ]\n} }", "line 15: this is not valid JSON;")]
    [TestCase("\n  ]\n}", "", "line 13: this is not valid JSON;")]
    [TestCase("{\n  //", "[\n  //", "line 1: the file is a list; allowed is an object.")]
    public void File_ThatIsWrong_IsToldWithItsLine(string right, string wrong, string error)
    {
        var text = Good.Replace("\r", "", StringComparison.Ordinal);
        Assert.That(text, Does.Contain(right));

        PriceErrors errors = new();
        PriceReader.Read(Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal)), "team.json", errors);

        Assert.That(errors.All, Has.Some.Contains("team.json, ").And.Some.Contains(error), errors.ToString());
    }

    [TestCase("\"from\": \"2026-01-01\"", "\"from\": \"2026-06-30\"")]
    [TestCase("\"from\": \"2026-01-01\"", "\"until\": \"2026-01-02\"")]
    [TestCase("\"from\": \"2026-01-01\", \"until\": \"2026-07-01\"", "\"until\": \"2026-01-02\"")]
    [TestCase("\"per\": 1", "\"per\": 1")]
    public void Prices_ValidAtTheSameTime_AreRefused(string first, string second)
    {
        PriceErrors errors = new();
        PriceReader.Read(Encoding.UTF8.GetBytes(Two(first, second)), "team.json", errors);

        Assert.That(
            errors.All.Single(),
            Does.Match("^team.json, line [23]: model '[mM]' of '[pP]' has a price that is valid at the same time, by team.json, line [23]: "
                + "model; allowed is one at a time"));
    }

    [Test]
    public void Prices_ValidOneAfterTheOther_AreRead() =>
        Assert.That(Read(Two("\"until\": \"2026-01-01\"", "\"from\": \"2026-01-01\"")).Prices, Has.Count.EqualTo(2));

    [Test]
    public void Errors_OfOneFile_AreAllTold()
    {
        PriceErrors errors = new();
        PriceReader.Read(
            Encoding.UTF8.GetBytes(Good.Replace("0.40", "-1", StringComparison.Ordinal).Replace("USD", "$", StringComparison.Ordinal)), "team.json", errors);

        Assert.That(errors.All, Has.Count.EqualTo(2));
    }

    [Test]
    public void Errors_OfAnotherKindOfFile_AreLimited()
    {
        PriceErrors errors = new();
        PriceReader.Read(Encoding.UTF8.GetBytes($$"""{"prices":[{{string.Join(',', Enumerable.Repeat("1", 1000))}}]}"""), "team.json", errors);

        Assert.That(errors.All, Has.Count.EqualTo(21));
        Assert.That(errors.All[^1], Is.EqualTo("And 980 more."));
    }

    [Test]
    public void ByteOrderMark_AtTheBeginning_IsNoError() => Assert.That(Read('\uFEFF' + Good).Prices, Has.Count.EqualTo(1));

    [Test]
    public void File_WithAnyBytesChanged_IsReadOrRefused() => Prop.ForAll<(int At, byte Value)[]>(
        ArbMap.Default.GeneratorFor<(int, byte)>().NonEmptyListOf().Select(list => list.ToArray()).ToArbitrary(),
        changes =>
        {
            var utf8 = Encoding.UTF8.GetBytes(Good);
            foreach (var (at, value) in changes)
            {
                utf8[(uint)at * 7919 % (uint)utf8.Length] = value;
            }

            PriceErrors errors = new();
            PriceReader.Read(utf8, "team.json", errors);
            return errors.All.All(error => error.StartsWith("team.json, line ", StringComparison.Ordinal));
        }).QuickCheckThrowOnFailure();

    private static PriceDocument Read(string text)
    {
        PriceErrors errors = new();
        var document = PriceReader.Read(Encoding.UTF8.GetBytes(text), "team.json", errors);
        Assert.That(errors.All, Is.Empty);
        return document;
    }

    private static string Two(string first, string second) =>
        $$"""
        { "prices": [
          { "provider": "p", "model": "m", "currency": "USD", "input": 1, "source": "s", {{first}} },
          { "provider": "P", "model": "M", "currency": "EUR", "input": 1, "source": "s", {{second}} } ] }
        """;
}
