using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>An incremental hash of bytes, so that the hashes of all prefixes are computed in one pass.</summary>
internal static class PrefixHash
{
    private const ulong Factor = 0x9E3779B97F4A7C15;

    public const ulong Empty = 0x5851F42D4C957F2D;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong hash, byte next) => (hash + next) * Factor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Empty;
        foreach (var b in bytes)
        {
            hash = Add(hash, b);
        }

        return hash;
    }
}
