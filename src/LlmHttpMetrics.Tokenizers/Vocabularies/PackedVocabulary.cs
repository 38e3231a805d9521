using System.Buffers.Binary;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>
/// The stored form of a vocabulary: for each rank the ranks of its two parts, written in a code that is slightly smaller than what Brotli makes of
/// them and is read in a third of the time.
/// </summary>
/// <remarks>
/// Numbers of four bytes: the ranks, the bytes of all tokens, how many ranks have no parts; and for each of those, in their order, the rank times 512
/// plus the byte that is the token, or plus 256 if there is none. Then the lengths of the codes of left parts and of right parts, one byte each; the
/// parts; and eight bytes of padding, because bits are read eight bytes at a time.
/// </remarks>
internal static class PackedVocabulary
{
    private const int NoByte = 256;
    private const int ByteBits = 9;
    private const int Head = 3 * sizeof(int);

    public static MergeList Read(string resource) => Read(PackedResource.Of(resource));

    /// <exception cref="InvalidDataException">The data was not written by <see cref="Write"/>.</exception>
    public static MergeList Read(ReadOnlySpan<byte> packed)
    {
        var atoms = new (int Rank, int Value)[BinaryPrimitives.ReadInt32LittleEndian(packed[8..])];
        for (var i = 0; i < atoms.Length; i++)
        {
            var atom = BinaryPrimitives.ReadInt32LittleEndian(packed[(Head + (i * sizeof(int)))..]);
            atoms[i] = (atom >> ByteBits, atom & ((1 << ByteBits) - 1));
        }

        var codes = packed[(Head + (atoms.Length * sizeof(int)))..];
        var reader = new PartReader(new PartCode(codes[..PartClass.Count]), new PartCode(codes.Slice(PartClass.Count, PartClass.Count)));
        return reader.Read(
            BinaryPrimitives.ReadInt32LittleEndian(packed), BinaryPrimitives.ReadInt32LittleEndian(packed[4..]), atoms, codes[(2 * PartClass.Count)..]);
    }

    public static byte[] Write(MergeList merges)
    {
        if (Array.FindIndex(merges.Words, word => !TokenWord.IsMerged(word) && TokenWord.Length(word) > 0) is >= 0 and var lost)
        {
            throw new InvalidDataException($"No merges lead to the token of rank {lost}.");
        }

        using var packed = new MemoryStream();
        using var writer = new BinaryWriter(packed);
        var ranks = Enumerable.Range(0, merges.Count).ToLookup(rank => HasParts(merges, rank));
        writer.Write(merges.Count);
        writer.Write(merges.Words.Sum(TokenWord.Length));
        writer.Write(ranks[false].Count());
        foreach (var rank in ranks[false])
        {
            writer.Write((rank << ByteBits) | (merges[rank].IsEmpty ? NoByte : merges[rank][0]));
        }

        var left = PartCode.For(ranks[true].Select(rank => TokenWord.Left(merges.Words[rank])));
        var right = PartCode.For(ranks[true].Select(rank => TokenWord.Right(merges.Words[rank])));
        writer.Write(left.Lengths);
        writer.Write(right.Lengths);
        var bits = new BitWriter();
        foreach (var rank in ranks[true])
        {
            left.Write(TokenWord.Left(merges.Words[rank]), bits);
            right.Write(TokenWord.Right(merges.Words[rank]), bits);
        }

        writer.Write(bits.ToArray());
        writer.Write(0UL);
        writer.Flush();
        return packed.ToArray();
    }

    private static bool HasParts(MergeList merges, int rank) => TokenWord.Length(merges.Words[rank]) > 1;
}
