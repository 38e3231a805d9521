using System.Numerics;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>
/// The class of a rank, which is its number of bits and the three bits after the highest one. Codes of classes depend on their frequency; the lower
/// bits are practically random and are written unchanged.
/// </summary>
internal static class PartClass
{
    private const int Bits = 3;
    private const int Steps = 1 << Bits;

    /// <summary>The number of classes of all possible ranks.</summary>
    public const int Count = (BpeVocabulary.RankBits - Bits + 1) * Steps;

    public static int Of(int rank) => rank < Steps ? rank : (LowBits(rank) * Steps) + (rank >> LowBits(rank));

    /// <summary>The lowest rank of the class, which has the lower bits clear.</summary>
    public static int First(int one) => one < Steps ? one : (Steps + (one % Steps)) << LowBitsOf(one);

    /// <summary>The number of lower bits that the class does not determine.</summary>
    public static int LowBitsOf(int one) => one < Steps ? 0 : (one / Steps) - 1;

    private static int LowBits(int rank) => BitOperations.Log2((uint)rank) - Bits;
}
