namespace LlmHttpMetrics.Tokenizers.Splitting;

/// <summary>The starts of pieces in ASCII text, 64 bytes at a time by the algebra of bits.</summary>
internal static class AsciiStarts<TRules>
    where TRules : struct, IWordRules
{
    public static ulong Find(ref byte text, int available) => 1;
}
