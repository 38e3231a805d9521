using System.Numerics;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>
/// The class of a rank, which is its size and the three bits after the highest. Classes have codes by how often they come; the lower
/// bits are as good as random and are written as they are.
/// </summary>
internal static class PartClass
{
    private const int Bits = 3;
    private const int Steps = 1 << Bits;

    /// <summary>The classes of all ranks there can be.</summary>
    public const int Count = (BpeVocabulary.RankBits - Bits + 1) * Steps;

    public static int Of(int rank) => rank < Steps ? rank : (LowBits(rank) * Steps) + (rank >> LowBits(rank));

    /// <summary>The lowest rank of the class, which has the lower bits clear.</summary>
    public static int First(int one) => one < Steps ? one : (Steps + (one % Steps)) << LowBitsOf(one);

    /// <summary>How many lower bits the class leaves open.</summary>
    public static int LowBitsOf(int one) => one < Steps ? 0 : (one / Steps) - 1;

    private static int LowBits(int rank) => BitOperations.Log2((uint)rank) - Bits;
}
