namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>How many bits each symbol's code has in the shortest prefix code (Huffman's) that stays within <see cref="MaxBits"/>, or nearly.</summary>
internal static class CodeLengths
{
    /// <summary>The maximum number of bits of a code. The table for reading has an entry for each sequence of this many bits.</summary>
    public const int MaxBits = 12;

    /// <summary>The code lengths; zero for a symbol that does not occur.</summary>
    public static byte[] Of(ReadOnlySpan<int> frequencies)
    {
        var weights = frequencies.ToArray();
        var lengths = Huffman(weights);
        while (lengths.Max() > MaxBits)
        {
            // Makes the rarest symbols, which make the tree deep, equally frequent.
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = (weights[i] + 1) / 2;
            }

            lengths = Huffman(weights);
        }

        return lengths;
    }

    private static byte[] Huffman(int[] weights)
    {
        var lengths = new byte[weights.Length];

        // Of equal weights the earlier one, so that the code is the same on every machine.
        PriorityQueue<int[], (long Weight, int Order)> trees = new();
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
            {
                trees.Enqueue([i], (weights[i], i));
            }
        }

        for (var order = weights.Length; trees.TryDequeue(out var one, out var first); order++)
        {
            if (!trees.TryDequeue(out var other, out var second))
            {
                lengths[one[0]] = Math.Max(lengths[one[0]], (byte)1);
                break;
            }

            int[] both = [.. one, .. other];
            foreach (var symbol in both)
            {
                lengths[symbol]++;
            }

            trees.Enqueue(both, (first.Weight + second.Weight, order));
        }

        return lengths;
    }
}
