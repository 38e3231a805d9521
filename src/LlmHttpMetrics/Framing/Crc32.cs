using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LlmHttpMetrics.Framing;

/// <summary>
/// The checksum of gzip and of AWS event streams (RFC 1952, section 8), calculated piece by piece. If the processor supports carry-less
/// multiplication, 64 bytes are folded in each step: Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ" (2009).
/// </summary>
internal static class Crc32
{
    /// <summary>The state before the first byte.</summary>
    public const uint Begin = uint.MaxValue;

    private const uint Polynomial = 0xEDB88320;
    private const int Slices = 8;
    private const int FoldedBytes = 64;

    private static readonly uint[] Table = CreateTable();

    /// <summary>The checksum of all bytes that were added to a state.</summary>
    public static uint Of(uint state) => ~state;

    /// <summary>The state after more bytes.</summary>
    public static uint Add(uint state, ReadOnlySpan<byte> bytes)
    {
        if (Pclmulqdq.IsSupported && bytes.Length >= FoldedBytes)
        {
            var whole = bytes.Length & ~(Vector128<byte>.Count - 1);
            state = Fold(state, bytes[..whole]);
            bytes = bytes[whole..];
        }

        return AddByTable(state, bytes);
    }

    /// <summary>The same, eight bytes in each step, on any processor.</summary>
    public static uint AddByTable(uint state, ReadOnlySpan<byte> bytes)
    {
        var table = Table;
        while (bytes.Length >= sizeof(ulong))
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ state;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[sizeof(uint)..]);
            state = table[(7 * 256) + (byte)low] ^ table[(6 * 256) + (byte)(low >> 8)] ^ table[(5 * 256) + (byte)(low >> 16)] ^ table[(4 * 256) + (low >> 24)]
                ^ table[(3 * 256) + (byte)high] ^ table[(2 * 256) + (byte)(high >> 8)] ^ table[256 + (byte)(high >> 16)] ^ table[high >> 24];
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var b in bytes)
        {
            state = table[(byte)(state ^ b)] ^ (state >> 8);
        }

        return state;
    }

    /// <summary>A multiple of 16 bytes, at least 64. The constants are powers of x modulo the polynomial, from the paper.</summary>
    private static uint Fold(uint state, ReadOnlySpan<byte> bytes)
    {
        var by64 = Vector128.Create(0x0154442bd4UL, 0x01c6e41596UL);
        var by16 = Vector128.Create(0x01751997d0UL, 0x00ccaa009eUL);
        var a = Load(bytes, 0) ^ Vector128.CreateScalar((ulong)state);
        var b = Load(bytes, 1);
        var c = Load(bytes, 2);
        var d = Load(bytes, 3);
        bytes = bytes[FoldedBytes..];
        for (; bytes.Length >= FoldedBytes; bytes = bytes[FoldedBytes..])
        {
            a = Step(a, by64) ^ Load(bytes, 0);
            b = Step(b, by64) ^ Load(bytes, 1);
            c = Step(c, by64) ^ Load(bytes, 2);
            d = Step(d, by64) ^ Load(bytes, 3);
        }

        a = Step(Step(Step(a, by16) ^ b, by16) ^ c, by16) ^ d;
        for (; !bytes.IsEmpty; bytes = bytes[Vector128<byte>.Count..])
        {
            a = Step(a, by16) ^ Load(bytes, 0);
        }

        return Reduce(a, by16);
    }

    private static Vector128<ulong> Load(ReadOnlySpan<byte> bytes, int at) =>
        Vector128.Create(bytes.Slice(at * Vector128<byte>.Count, Vector128<byte>.Count)).AsUInt64();

    private static Vector128<ulong> Step(Vector128<ulong> folded, Vector128<ulong> factors) =>
        Pclmulqdq.CarrylessMultiply(folded, factors, 0x00) ^ Pclmulqdq.CarrylessMultiply(folded, factors, 0x11);

    /// <summary>Folds 128 bits to 64, these to 32, and takes the remainder by Barrett's reduction.</summary>
    private static uint Reduce(Vector128<ulong> folded, Vector128<ulong> by16)
    {
        var words = Vector128.Create(uint.MaxValue, 0, uint.MaxValue, 0).AsUInt64();
        folded = Pclmulqdq.CarrylessMultiply(folded, by16, 0x10) ^ Sse2.ShiftRightLogical128BitLane(folded, 8);
        folded = Pclmulqdq.CarrylessMultiply(folded & words, Vector128.CreateScalar(0x0163cd6124UL), 0x00) ^ Sse2.ShiftRightLogical128BitLane(folded, 4);
        var barrett = Vector128.Create(0x01db710641UL, 0x01f7011641UL);
        var quotient = Pclmulqdq.CarrylessMultiply(folded & words, barrett, 0x10) & words;
        return (Pclmulqdq.CarrylessMultiply(quotient, barrett, 0x00) ^ folded).AsUInt32().GetElement(1);
    }

    private static uint[] CreateTable()
    {
        var table = new uint[Slices * 256];
        for (var i = 0; i < table.Length; i++)
        {
            // Each entry after the first 256 continues the one before it by a zero byte.
            table[i] = i < 256 ? OfByte((uint)i) : table[(byte)table[i - 256]] ^ (table[i - 256] >> 8);
        }

        return table;
    }

    private static uint OfByte(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
        }

        return value;
    }
}
