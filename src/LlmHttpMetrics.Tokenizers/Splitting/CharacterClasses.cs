using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Splitting;

/// <summary>
/// The class of every code point in Unicode 16, the version that the reference uses. The table is included, since each version of the runtime has
/// tables of another version of Unicode.
/// </summary>
internal static class CharacterClasses
{
    public const string Resource = "unicode16.br";
    public const int CodePoints = 0x110000;
    private const int BlockBits = 8;

    // The basic plane is a flat table, since most characters are from it; the planes above share identical blocks.
    private static readonly byte[] BasicPlane = new byte[0x10000];
    private static readonly byte[] UpperBlocks = new byte[(CodePoints - 0x10000) >> BlockBits];
    private static readonly byte[] UpperClasses = Load();

    /// <summary>The class of the character that begins at <paramref name="index"/> of valid UTF-8, and its length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CharacterClass At(ref byte text, int index, int end, out int length)
    {
        if (index >= end)
        {
            length = 0;
            return CharacterClass.None;
        }

        ref var at = ref Unsafe.Add(ref text, index);
        int first = at;
        if (first < 0x80)
        {
            length = 1;
            return OfBasic(first);
        }

        if (first < 0xE0)
        {
            length = 2;
            return OfBasic(((first & 0x1F) << 6) | (Unsafe.Add(ref at, 1) & 0x3F));
        }

        if (first < 0xF0)
        {
            length = 3;
            return OfBasic(((first & 0x0F) << 12) | ((Unsafe.Add(ref at, 1) & 0x3F) << 6) | (Unsafe.Add(ref at, 2) & 0x3F));
        }

        length = 4;
        return OfUpper(
            ((first & 0x07) << 18) | ((Unsafe.Add(ref at, 1) & 0x3F) << 12) | ((Unsafe.Add(ref at, 2) & 0x3F) << 6) | (Unsafe.Add(ref at, 3) & 0x3F));
    }

    public static CharacterClass Of(int codePoint) => codePoint < 0x10000 ? OfBasic(codePoint) : OfUpper(codePoint);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static CharacterClass OfBasic(int codePoint) =>
        (CharacterClass)Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(BasicPlane), codePoint);

    private static CharacterClass OfUpper(int codePoint)
    {
        var above = codePoint - 0x10000;
        return (CharacterClass)UpperClasses[(UpperBlocks[above >> BlockBits] << BlockBits) | (above & ((1 << BlockBits) - 1))];
    }

    private static byte[] Load()
    {
        var classes = new byte[CodePoints];
        var at = 0;
        foreach (var (length, value) in ClassRuns.Read(PackedResource.Open(Resource)))
        {
            classes.AsSpan(at, length).Fill(value);
            at += length;
        }

        classes.AsSpan(0, BasicPlane.Length).CopyTo(BasicPlane);
        List<byte[]> blocks = [];
        for (var i = 0; i < UpperBlocks.Length; i++)
        {
            var block = classes.AsSpan(BasicPlane.Length + (i << BlockBits), 1 << BlockBits).ToArray();
            var known = blocks.FindIndex(other => other.AsSpan().SequenceEqual(block));
            UpperBlocks[i] = (byte)(known < 0 ? blocks.Count : known);
            if (known < 0)
            {
                blocks.Add(block);
            }
        }

        return [.. blocks.SelectMany(block => block)];
    }
}
