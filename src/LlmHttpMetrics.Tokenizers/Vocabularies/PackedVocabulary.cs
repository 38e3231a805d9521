using System.Buffers.Binary;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>
/// The stored form of a vocabulary: for every rank the ranks of its two parts, as six planes of bytes. Half the size of the tokens'
/// bytes after compression, and the very table that counting needs.
/// </summary>
/// <remarks>
/// Four bytes of count; then of all ranks the lowest byte of the left part, the middle one, the highest, and the same of the right
/// part. A token that is one byte has it for its left part and <see cref="Nothing"/> for its right; a hole has nothing for both.
/// </remarks>
internal static class PackedVocabulary
{
    private const int Nothing = 0xFFFFFF;

    public static MergeList Read(string resource)
    {
        var packed = PackedResource.Open(resource);
        var count = BinaryPrimitives.ReadInt32LittleEndian(packed);
        var planes = packed.AsSpan(sizeof(int));
        var left = Join(planes, count);
        var right = Join(planes[(3 * count)..], count);
        var baseBytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            if (right[i] == Nothing)
            {
                baseBytes[i] = (byte)left[i];
                left[i] = left[i] == Nothing ? MergeList.Hole : MergeList.Base;
            }
        }

        return MergeList.FromParts(left, right, baseBytes);
    }

    public static byte[] Write(MergeList merges)
    {
        var count = merges.Count;
        var packed = new byte[sizeof(int) + (6 * count)];
        BinaryPrimitives.WriteInt32LittleEndian(packed, count);
        var planes = packed.AsSpan(sizeof(int));
        for (var i = 0; i < count; i++)
        {
            var (left, right) = merges.Left[i] switch
            {
                >= 0 => (merges.Left[i], merges.Right[i]),
                MergeList.Base => (merges[i][0], Nothing),
                MergeList.Hole => (Nothing, Nothing),
                _ => throw new InvalidDataException($"No merges lead to the token of rank {i}."),
            };
            for (var plane = 0; plane < 3; plane++)
            {
                planes[(plane * count) + i] = (byte)(left >> (8 * plane));
                planes[((plane + 3) * count) + i] = (byte)(right >> (8 * plane));
            }
        }

        return packed;
    }

    private static int[] Join(ReadOnlySpan<byte> planes, int count)
    {
        var low = planes[..count];
        var middle = planes.Slice(count, count);
        var high = planes.Slice(2 * count, count);
        var parts = new int[count];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = low[i] | (middle[i] << 8) | (high[i] << 16);
        }

        return parts;
    }
}
