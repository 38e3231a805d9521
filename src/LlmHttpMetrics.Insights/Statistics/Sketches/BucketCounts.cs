using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LlmHttpMetrics.Insights.Statistics.Sketches;

/// <summary>
/// The counts of the buckets, as digits in base 256: one array has the lowest digit of each count, and another is added when a count first needs it.
/// Most counts of a short time are below 256. The arrays cover the range from the lowest to the highest bucket in use.
/// </summary>
internal sealed class BucketCounts
{
    /// <summary>The arrays start and end at multiples of this, so that two sketches can be added with vector instructions.</summary>
    private const int Block = 64;

    private byte[] _lowest = [];
    private byte[][] _higher = [];
    private int _start;

    /// <summary>The lowest bucket in use.</summary>
    public int First { get; private set; } = int.MaxValue;

    /// <summary>The highest bucket in use.</summary>
    public int Last { get; private set; } = int.MinValue;

    public bool IsEmpty => First > Last;

    public void Increment(int index)
    {
        Cover(index, index);
        var slot = index - _start;
        if (++_lowest[slot] == 0)
        {
            Carry(0, slot);
        }
    }

    public long Count(int index)
    {
        var slot = index - _start;
        long count = _lowest[slot];
        for (var i = 0; i < _higher.Length; i++)
        {
            count += (long)_higher[i][slot] << (8 * (i + 1));
        }

        return count;
    }

    public void Add(BucketCounts other)
    {
        if (other.IsEmpty)
        {
            return;
        }

        Cover(other.First, other.Last);
        AddDigits(_lowest, 0, other, other._lowest);
        for (var i = 0; i < other._higher.Length; i++)
        {
            if (i == _higher.Length)
            {
                _higher = [.. _higher, new byte[_lowest.Length]];
            }

            AddDigits(_higher[i], i + 1, other, other._higher[i]);
        }
    }

    /// <summary>Clears the counts but keeps the memory.</summary>
    public void Clear()
    {
        if (IsEmpty)
        {
            return;
        }

        var (slot, length) = (First - _start, Last - First + 1);
        Array.Clear(_lowest, slot, length);
        foreach (var digits in _higher)
        {
            Array.Clear(digits, slot, length);
        }

        (First, Last) = (int.MaxValue, int.MinValue);
    }

    private void Cover(int first, int last)
    {
        First = Math.Min(First, first);
        Last = Math.Max(Last, last);
        if (first < _start || last >= _start + _lowest.Length)
        {
            Grow(first, last);
        }
    }

    private void Grow(int first, int last)
    {
        var start = first & -Block;
        var end = (last & -Block) + Block;
        if (_lowest.Length > 0)
        {
            start = Math.Min(start, _start);
            end = Math.Max(end, _start + _lowest.Length);
        }

        _lowest = Moved(_lowest, start, end);
        _higher = Array.ConvertAll(_higher, digits => Moved(digits, start, end));
        _start = start;
    }

    private byte[] Moved(byte[] digits, int start, int end)
    {
        var moved = new byte[end - start];
        digits.CopyTo(moved, digits.Length == 0 ? 0 : _start - start);
        return moved;
    }

    /// <summary>Adds one digit of the other counts to the same digit of these counts.</summary>
    private void AddDigits(byte[] digits, int place, BucketCounts other, byte[] others)
    {
        ref var to = ref MemoryMarshal.GetArrayDataReference(digits);
        ref var from = ref MemoryMarshal.GetArrayDataReference(others);
        var moved = other._start - _start;
        var end = other.Last - other._start;
        for (var i = (other.First - other._start) & -Vector128<byte>.Count; i <= end; i += Vector128<byte>.Count)
        {
            var old = Vector128.LoadUnsafe(ref to, (nuint)(i + moved));
            var sum = old + Vector128.LoadUnsafe(ref from, (nuint)i);
            sum.StoreUnsafe(ref to, (nuint)(i + moved));
            for (var carries = Vector128.LessThan(sum, old).ExtractMostSignificantBits(); carries != 0; carries &= carries - 1)
            {
                Carry(place, i + moved + BitOperations.TrailingZeroCount(carries));
            }
        }
    }

    /// <summary>Carries from a digit that has passed 255.</summary>
    private void Carry(int place, int slot)
    {
        do
        {
            if (place == _higher.Length)
            {
                _higher = [.. _higher, new byte[_lowest.Length]];
            }
        }
        while (++_higher[place++][slot] == 0);
    }
}
