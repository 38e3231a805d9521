namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>How ranks are written: the code of their <see cref="PartClass"/>, the lowest bit first, followed by the lower bits.</summary>
internal sealed class PartCode
{
    private readonly byte[] _lengths;
    private readonly uint[] _codes;

    /// <param name="lengths">The code length of each class, which determines the codes.</param>
    public PartCode(ReadOnlySpan<byte> lengths)
    {
        _lengths = lengths.ToArray();
        _codes = new uint[lengths.Length];
        var next = 0u;
        for (var length = 1; length <= CodeLengths.MaxBits; length++, next <<= 1)
        {
            for (var i = 0; i < lengths.Length; i++)
            {
                if (lengths[i] == length)
                {
                    _codes[i] = Reverse(next++, length);
                }
            }
        }
    }

    public ReadOnlySpan<byte> Lengths => _lengths;

    /// <summary>The code that is shortest for these ranks.</summary>
    public static PartCode For(IEnumerable<int> ranks)
    {
        var frequencies = new int[PartClass.Count];
        foreach (var rank in ranks)
        {
            frequencies[PartClass.Of(rank)]++;
        }

        return new PartCode(CodeLengths.Of(frequencies));
    }

    public void Write(int rank, BitWriter to)
    {
        var one = PartClass.Of(rank);
        to.Write(_codes[one], _lengths[one]);
        to.Write((uint)(rank - PartClass.First(one)), PartClass.LowBitsOf(one));
    }

    /// <summary>For each sequence of bits, the entry of the code that it begins with, as <see cref="PartEntry"/>.</summary>
    public uint[] ReadingTable()
    {
        var table = new uint[1 << CodeLengths.MaxBits];
        for (var one = 0; one < _lengths.Length; one++)
        {
            var entry = PartEntry.Of(PartClass.First(one), PartClass.LowBitsOf(one), _lengths[one]);
            for (var bits = _codes[one]; _lengths[one] > 0 && bits < table.Length; bits += 1u << _lengths[one])
            {
                table[bits] = entry;
            }
        }

        return table;
    }

    private static uint Reverse(uint code, int length)
    {
        var reversed = 0u;
        for (var i = 0; i < length; i++, code >>= 1)
        {
            reversed = (reversed << 1) | (code & 1);
        }

        return reversed;
    }
}
