namespace LlmHttpMetrics.Tokenizers.Splitting;

/// <summary>The stored form of the classes: runs of the same class, each as the bit of the class and a length in groups of seven bits.</summary>
internal static class ClassRuns
{
    public static void Write(Stream to, ReadOnlySpan<byte> classes)
    {
        while (!classes.IsEmpty)
        {
            var run = classes.IndexOfAnyExcept(classes[0]);
            run = run < 0 ? classes.Length : run;
            to.WriteByte(classes[0]);
            for (var rest = run; ; rest >>= 7)
            {
                to.WriteByte((byte)(rest < 0x80 ? rest : rest | 0x80));
                if (rest < 0x80)
                {
                    break;
                }
            }

            classes = classes[run..];
        }
    }

    public static IEnumerable<(int Length, byte Class)> Read(byte[] packed)
    {
        for (var i = 0; i < packed.Length;)
        {
            var value = packed[i++];
            var length = 0;
            for (var shift = 0; ; shift += 7)
            {
                length |= (packed[i] & 0x7F) << shift;
                if (packed[i++] < 0x80)
                {
                    break;
                }
            }

            yield return (length, value);
        }
    }
}
