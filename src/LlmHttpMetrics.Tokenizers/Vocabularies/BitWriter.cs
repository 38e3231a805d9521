namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>Writes numbers of a few bits each one after the other, with the lowest bit first.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> _bytes = [];
    private ulong _bits;
    private int _count;

    public void Write(uint value, int bits)
    {
        _bits |= (ulong)value << _count;
        for (_count += bits; _count >= 8; _count -= 8, _bits >>= 8)
        {
            _bytes.Add((byte)_bits);
        }
    }

    public byte[] ToArray() => _count == 0 ? [.. _bytes] : [.. _bytes, (byte)_bits];
}
