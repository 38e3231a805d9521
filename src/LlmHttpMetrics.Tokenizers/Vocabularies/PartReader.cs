using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>Reads the parts of every token and concatenates its bytes from theirs, which precede it.</summary>
internal sealed class PartReader(PartCode left, PartCode right)
{
    // The bits of two parts are read at once, from the byte in which they begin.
    private const int BytesRead = sizeof(ulong);

    private readonly uint[] _left = left.ReadingTable();
    private readonly uint[] _right = right.ReadingTable();

    /// <summary>Reads the tokens of all ranks.</summary>
    /// <param name="count">The number of ranks.</param>
    /// <param name="length">The total number of bytes of all tokens.</param>
    /// <param name="atoms">The ranks without parts, with the byte that is the token, or a larger number.</param>
    /// <param name="packed">The parts of the other ranks.</param>
    /// <exception cref="InvalidDataException">No token can have such parts.</exception>
    // Optimized immediately: it runs once, and would be finished before tiered compilation starts.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public MergeList Read(int count, int length, ReadOnlySpan<(int Rank, int Value)> atoms, ReadOnlySpan<byte> packed)
    {
        var words = GC.AllocateUninitializedArray<ulong>(count);
        var starts = GC.AllocateUninitializedArray<int>(count + 1);
        var bytes = GC.AllocateUninitializedArray<byte>(length + PieceKey.Reach);
        ref var text = ref MemoryMarshal.GetArrayDataReference(bytes);
        ref var start = ref MemoryMarshal.GetArrayDataReference(starts);
        ref var source = ref MemoryMarshal.GetReference(packed);
        ref var leftTable = ref MemoryMarshal.GetArrayDataReference(_left);
        ref var rightTable = ref MemoryMarshal.GetArrayDataReference(_right);
        var lastBits = 8 * (packed.Length - BytesRead);
        var (position, end, atom) = (0, 0, 0);
        start = 0;
        for (var rank = 0; rank < words.Length; rank++)
        {
            if (atom < atoms.Length && atoms[atom].Rank == rank)
            {
                var value = atoms[atom++].Value;
                var isByte = value <= byte.MaxValue;
                words[rank] = isByte ? TokenWord.Of(rank, rank, 1) : TokenWord.Of(TokenWord.NoPart, TokenWord.NoPart, 0);
                bytes[end] = (byte)value;
                end += isByte ? 1 : 0;
                Unsafe.Add(ref start, rank + 1) = end;
                continue;
            }

            if (position > lastBits)
            {
                throw Damaged();
            }

            var bits = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, position >> 3)) >> (position & 7);
            var first = PartEntry.Read(ref leftTable, ref bits, ref position);
            var second = PartEntry.Read(ref rightTable, ref bits, ref position);
            if (first >= rank || second >= rank)
            {
                throw Damaged();
            }

            var (ofFirst, ofSecond) = (Unsafe.Add(ref start, first), Unsafe.Add(ref start, second));
            var middle = Unsafe.Add(ref start, first + 1) - ofFirst;
            var size = middle + Unsafe.Add(ref start, second + 1) - ofSecond;
            if (size > length - end)
            {
                throw Damaged();
            }

            Copy(ref Unsafe.Add(ref text, ofFirst), ref Unsafe.Add(ref text, end), middle);
            Copy(ref Unsafe.Add(ref text, ofSecond), ref Unsafe.Add(ref text, end + middle), size - middle);
            words[rank] = TokenWord.Of(first, second, size);
            end += size;
            Unsafe.Add(ref start, rank + 1) = end;
        }

        return end == length ? new MergeList(words, starts, bytes) : throw Damaged();
    }

    /// <summary>Copies sixteen bytes at a time. The excess is overwritten by the next token.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref byte from, ref byte to, int length)
    {
        Vector128.LoadUnsafe(ref from).StoreUnsafe(ref to);
        if (length > PieceKey.Reach)
        {
            Unsafe.CopyBlockUnaligned(ref to, ref from, (uint)length);
        }
    }

    private static InvalidDataException Damaged() => new("A vocabulary in this assembly is damaged.");
}
