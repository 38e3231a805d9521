using System.Buffers;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>Returns the bytes of tokens, from those that are not merged from others.</summary>
internal static class TokenBytes
{
    public static bool Write(BpeVocabulary vocabulary, int rank, IBufferWriter<byte> to)
    {
        if ((uint)rank >= (uint)vocabulary.Count || vocabulary.Length(rank) == 0)
        {
            return false;
        }

        Stack<int> parts = new([rank]);
        while (parts.TryPop(out var part))
        {
            if (vocabulary.Atoms.TryGetValue(part, out var bytes))
            {
                to.Write(bytes);
            }
            else
            {
                parts.Push(vocabulary.Right(part));
                parts.Push(vocabulary.Left(part));
            }
        }

        return true;
    }
}
