using LlmHttpMetrics.FuzzTests.Exchanges;
using LlmHttpMetrics.FuzzTests.Mutations;

namespace LlmHttpMetrics.FuzzTests.Cases;

/// <summary>Makes the case that a seed stands for: the same one every time.</summary>
internal static class CaseMaker
{
    private const int MostMutations = 3;

    /// <summary>What is read of an answer that never ends.</summary>
    private const int EndlessRead = 64 * 1024;

    private const int OneInFailing = 6;

    /// <summary>The case of a number in a run.</summary>
    public static FuzzCase Make(int runSeed, long number, ExchangeSet exchanges)
    {
        Random random = new(HashCode32(runSeed, number));
        var mutations = new IMutation[random.Next(1, MostMutations + 1)];
        for (var i = 0; i < mutations.Length; i++)
        {
            mutations[i] = AllMutations.List[random.Next(AllMutations.List.Count)];
        }

        return Make(random, exchanges.Pick(random), mutations);
    }

    /// <summary>A case with these mutations of an exchange, everything else left to chance.</summary>
    public static FuzzCase Make(Random random, Exchange exchange, params IMutation[] mutations)
    {
        var changed = mutations.Aggregate(exchange, (before, mutation) => mutation.Apply(before, random));
        var ending = random.Next(OneInFailing) == 0 ? (CallEnding)random.Next((int)CallEnding.RequestThrows + 1) : CallEnding.Whole;
        var length = ending == CallEnding.RequestThrows ? changed.Request.Length : changed.Response.Length;
        var isEndless = changed.Tail.Length > 0;
        return new FuzzCase
        {
            Exchange = changed,
            Mutations = string.Join(", ", mutations.Select(mutation => mutation.GetType().Name)),
            IsRequestChanged = !ReferenceEquals(changed.Request, exchange.Request),
            Pieces = (Pieces)random.Next((int)Pieces.Large + 1),
            Seed = random.Next(),
            Way = (ReadWay)random.Next(isEndless ? (int)ReadWay.Copy : (int)ReadWay.Buffered + 1),
            Ending = ending,
            EndsAt = isEndless && ending is CallEnding.Whole or CallEnding.BodyThrows ? length + random.Next(EndlessRead) : random.Next(length + 1),
            IsSync = ending != CallEnding.Cancelled && random.Next(3) != 0,
            HasHandlerBetween = random.Next(3) == 0,
            IsTraced = random.Next(3) == 0,
            IsRequestStreamed = random.Next(2) == 0,

            // Of an endless answer whose every event is taken out nothing would ever come.
            Injects = random.Next(3) == 0 && !isEndless,
        };
    }

    /// <summary>The same on every run and machine, which <see cref="HashCode"/> is not. Multiplier and shifts are those of SplitMix64.</summary>
    private static int HashCode32(int seed, long number)
    {
        var mixed = ((ulong)(uint)seed << 32) + ((ulong)number * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)(mixed >> 33);
    }
}
