using FsCheck;
using FsCheck.Fluent;
using LlmHttpMetrics.FuzzTests.Cases;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>Whatever is sent, the caller gets it, nothing of ours is thrown, little is held, and one record is made.</summary>
public sealed class MutationTests
{
    private const int CasesPerSeed = 6;

    private static IEnumerable<string> Names => AllMutations.List.Select(mutation => mutation.GetType().Name);

    [Test]
    public void Exchange_AsItIs_IsUnharmed()
    {
        Random random = new(1);
        foreach (var exchange in ExchangeSet.All.Exchanges)
        {
            Check(CaseMaker.Make(random, exchange));
        }
    }

    [TestCaseSource(nameof(Names))]
    public void Exchange_Mutated_IsUnharmed(string name) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure, Prop.ForAll<DoNotSize<int>>(FsCheck.FSharp.ArbMap.defaults.ArbFor<DoNotSize<int>>(), seed =>
        {
            Random random = new(seed.Item);
            for (var i = 0; i < CasesPerSeed; i++)
            {
                Check(CaseMaker.Make(random, ExchangeSet.All.Pick(random), AllMutations.Named(name)));
            }
        }));

    [Test]
    public void Exchange_MutatedSeveralTimes_IsUnharmed() =>
        FsCheck.Check.One(Config.QuickThrowOnFailure, Prop.ForAll<DoNotSize<int>>(FsCheck.FSharp.ArbMap.defaults.ArbFor<DoNotSize<int>>(), seed =>
        {
            for (var i = 0; i < CasesPerSeed; i++)
            {
                Check(CaseMaker.Make(seed.Item, i, ExchangeSet.All));
            }
        }));

    /// <summary>A mutation that changes nothing tests nothing. Not every body has numbers or strings.</summary>
    [TestCaseSource(nameof(Names))]
    public void Mutation_OfManyExchanges_ChangesManyOfThem(string name)
    {
        const int Exchanges = 200;
        Random random = new(3);
        var changed = 0;
        for (var i = 0; i < Exchanges; i++)
        {
            var exchange = ExchangeSet.All.Pick(random);
            var mutated = AllMutations.Named(name).Apply(exchange, random);
            changed += mutated == exchange
                || (mutated == exchange with { Response = mutated.Response } && mutated.Response.AsSpan().SequenceEqual(exchange.Response))
                ? 0
                : 1;
        }

        Assert.That(changed, Is.GreaterThan(Exchanges / 4));
    }

    private static void Check(FuzzCase fuzz)
    {
        if (CaseRunner.Shared.Run(fuzz) is { } failure)
        {
            var smallest = Minimizer.Minimize(fuzz, CaseRunner.Shared.Run);
            throw new AssertionException(
                $"{fuzz}: {failure}{Environment.NewLine}"
                + $"answer: {Convert.ToBase64String(smallest.Exchange.Response)}{Environment.NewLine}"
                + $"request: {Convert.ToBase64String(smallest.Exchange.Request)}");
        }
    }
}
