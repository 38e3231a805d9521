using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Merging;

/// <summary>
/// Counts one repeated byte by merging runs of tokens instead of single tokens: all pairs of a run are merged at once, since they have the same rank
/// and every later merge has a higher one. A run of any length therefore takes a few dozen steps.
/// </summary>
internal static class RunCounter
{
    /// <summary>Shorter runs are counted equally fast like any other piece.</summary>
    public const int MinLength = 24;

    private const int MaxRuns = 64;

    /// <summary>The number of tokens, or zero if more runs are needed than there is space for.</summary>
    public static int Count(BpeVocabulary vocabulary, int token, int length)
    {
        Span<int> tokens = stackalloc int[MaxRuns + 2];
        Span<int> repeats = stackalloc int[MaxRuns + 2];
        (tokens[0], repeats[0]) = (token, length);
        for (var runs = 1; runs <= MaxRuns;)
        {
            var (merged, at, inside) = Next(vocabulary, tokens[..runs], repeats);
            if (merged == int.MaxValue)
            {
                var count = 0;
                foreach (var repeat in repeats[..runs])
                {
                    count += repeat;
                }

                return count;
            }

            // The run becomes what is left before the merged tokens, the merged tokens, and what is left after them.
            var after = inside ? at : at + 1;
            (int Token, int Repeat) before = inside ? (0, 0) : (tokens[at], repeats[at] - 1);
            (int Token, int Repeat) made = (merged, inside ? repeats[at] / 2 : 1);
            (int Token, int Repeat) rest = (tokens[after], inside ? repeats[at] % 2 : repeats[after] - 1);
            Span<(int Token, int Repeat)> replacement = [before, made, rest];
            runs = Replace(tokens, repeats, runs, at, after - at + 1, replacement);
        }

        return 0;
    }

    private static (int Merged, int At, bool Inside) Next(BpeVocabulary vocabulary, ReadOnlySpan<int> tokens, ReadOnlySpan<int> repeats)
    {
        var next = (Merged: int.MaxValue, At: 0, Inside: false);
        for (var i = 0; i < tokens.Length; i++)
        {
            if (repeats[i] > 1 && vocabulary.Pairs.Find(tokens[i], tokens[i]) is var inside && inside < next.Merged)
            {
                next = (inside, i, true);
            }

            if (i + 1 < tokens.Length && vocabulary.Pairs.Find(tokens[i], tokens[i + 1]) is var across && across < next.Merged)
            {
                next = (across, i, false);
            }
        }

        return next;
    }

    private static int Replace(Span<int> tokens, Span<int> repeats, int runs, int at, int removed, ReadOnlySpan<(int Token, int Repeat)> replacement)
    {
        Span<(int Token, int Repeat)> all = stackalloc (int, int)[MaxRuns + 4];
        var count = 0;
        for (var i = 0; i < runs; i++)
        {
            if (i == at)
            {
                foreach (var run in replacement)
                {
                    Add(all, ref count, run);
                }

                i += removed - 1;
                continue;
            }

            Add(all, ref count, (tokens[i], repeats[i]));
        }

        for (var i = 0; i < Math.Min(count, tokens.Length); i++)
        {
            (tokens[i], repeats[i]) = all[i];
        }

        return count;
    }

    private static void Add(Span<(int Token, int Repeat)> runs, ref int count, (int Token, int Repeat) run)
    {
        if (run.Repeat == 0)
        {
            return;
        }

        if (count > 0 && runs[count - 1].Token == run.Token)
        {
            runs[count - 1].Repeat += run.Repeat;
        }
        else
        {
            runs[count++] = run;
        }
    }
}
