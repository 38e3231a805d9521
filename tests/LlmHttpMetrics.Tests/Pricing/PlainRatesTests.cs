using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Tests.Pricing;

/// <summary>What plain tokens cost without decimals, against what they cost with them.</summary>
internal sealed class PlainRatesTests
{
    private const int Many = 20_000;

    private static readonly BigInteger Inexact = BigInteger.Pow(2, 53);

    /// <summary>To the last bit, and only figures too great for a double are left to decimals.</summary>
    [Test]
    public void Cost_OfAnyPlainTokens_IsTheDoubleOfTheExactAmount() => Prop.ForAll<LlmPrice, long[]>(
        Priced.ToArbitrary(),
        Tokens.ArrayOf(4).ToArbitrary(),
        (price, n) =>
        {
            Usage usage = new() { IsServed = true, Confidence = 1, Input = n[0], CacheRead = n[1], Output = n[2], Reasoning = n[3] };
            var exact = Prices.Cost(price, usage);
            var rates = exact.Rates!;
            usage.Reasoning = rates.Plain!.PricesReasoning ? 0 : usage.Reasoning;
            exact = Prices.Cost(price, usage);
            var cached = Math.Min(n[1], n[0]);
            return IsSame(rates, rates.Plain.Cost(n[0], cached, n[2]), exact.Amount)
                && IsSame(rates, rates.Plain.Savings(cached), CostOfUsage.CacheSavings(usage, rates));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Many));

    [TestCase("0.4", "0.1", "1.6", 321, 128, 297, 0.0005652)]
    [TestCase("0.25", "0.025", "2", 11, 4, 7, 0.00001585)]
    [TestCase("0", "0", "0", 11, 4, 7, 0)]
    [TestCase("1.123456789012345", "0", "0", 7, 0, 0, 0.000007864197523086415)]
    public void Cost_OfUsualPrices_NeedsNoDecimals(string input, string cacheRead, string output, long tokens, long cached, long answered, double cost) =>
        Assert.That(Of(input, cacheRead, output).Cost(tokens, cached, answered), Is.EqualTo(cost));

    [TestCase("0.4", 1_000_000_000_000_000_000)]
    [TestCase("1000000000", 1_000_000_000_000)]
    [TestCase("0.00000000000000001", 1)]
    public void Cost_OfTooManyDigits_IsLeftToDecimals(string input, long tokens) =>
        Assert.That(Of(input, "0.1", "0.7").Cost(tokens, 0, 0), Is.NaN);

    [TestCase("2.0", "2.00", false)]
    [TestCase("2", "3", true)]
    [TestCase("2", null, false)]
    public void PricesReasoning_IsSoWhereItIsAnotherPriceThanTheOutputs(string output, string? reasoning, bool expected) =>
        Assert.That(
            new RateSet(
                new LlmPrice
                {
                    Provider = "p",
                    Model = "m",
                    Currency = "USD",
                    Source = "s",
                    Output = Number(output),
                    Reasoning = reasoning is null ? null : Number(reasoning)
                },
                1).Plain!.PricesReasoning,
            Is.EqualTo(expected));

    [Test]
    public void Plain_OfAPriceForRequestsAlone_IsNone() =>
        Assert.That(new RateSet(new LlmPrice { Provider = "p", Model = "m", Currency = "USD", Source = "s", Request = 1 }, 1).Plain, Is.Null);

    private static Gen<long> Tokens => Gen.OneOf(
        Gen.Elements(0L, 1, 1_000_000_000, 1_000_000_000_000),
        Gen.Choose(0, 200_000).Select(tokens => (long)tokens),
        Gen.Choose(0, 1_000_000_000).Select(tokens => (long)tokens));

    /// <summary>Prices of 0 to 15 digits after the point, short and long, and of kinds without any.</summary>
    private static Gen<decimal?> Rate => Gen.OneOf(
        Gen.Elements<decimal?>(null, 0m, 0.00m, 1m, 1.50m, 1_000_000_000m),
        from digits in Gen.OneOf(Gen.Choose(0, 1000), Gen.Choose(0, int.MaxValue))
        from more in Gen.Elements(1L, 1_000, 1_000_000)
        from scale in Gen.Choose(0, 15)
        select (decimal?)Math.Min(1_000_000_000m, digits * more * new decimal(1, 0, 0, false, (byte)scale)));

    private static Gen<LlmPrice> Priced =>
        from input in Rate
        from read in Rate
        from output in Rate
        from reasoning in Gen.OneOf(Gen.Constant<decimal?>(null), Gen.Constant(output), Gen.Constant(output * 1.000m), Rate)
        from request in Rate
        from per in Gen.Elements(1, 1000, 1_000_000)
        select new LlmPrice
        {
            Provider = "p", Model = "m", Currency = "USD", Source = "test", Input = input, CacheRead = read, Output = output ?? 0,
            Reasoning = reasoning, Request = request, Per = per,
        };

    private static bool IsSame(RateSet rates, double cost, decimal exact)
    {
        if (!double.IsNaN(cost))
        {
            return BitConverter.DoubleToInt64Bits(cost) == BitConverter.DoubleToInt64Bits((double)exact);
        }

        // Nothing but too many digits is an excuse.
        decimal[] all = [rates.Input, rates.CacheRead, rates.Output, rates.Reasoning, rates.Request ?? 0];
        var digits = all.Max(rate => rate.Scale);
        return digits > 22 || Whole(exact, digits) >= Inexact || all.Any(rate => Whole(rate, digits) >= Inexact);
    }

    private static BigInteger Whole(decimal amount, int digits)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(amount, bits);
        var whole = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        return whole * BigInteger.Pow(10, Math.Max(0, digits - amount.Scale));
    }

    private static PlainRates Of(string input, string cacheRead, string output) =>
        new RateSet(
            new LlmPrice
            {
                Provider = "p",
                Model = "m",
                Currency = "USD",
                Source = "s",
                Input = Number(input),
                CacheRead = Number(cacheRead),
                Output = Number(output)
            },
            1_000_000).Plain!;

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
