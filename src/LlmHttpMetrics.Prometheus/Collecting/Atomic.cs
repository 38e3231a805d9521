namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>Atomic operations that <see cref="Interlocked"/> does not have.</summary>
internal static class Atomic
{
    public static void Add(ref double target, double value)
    {
        var seen = Volatile.Read(ref target);
        while (true)
        {
            var found = Interlocked.CompareExchange(ref target, seen + value, seen);
            if (BitConverter.DoubleToInt64Bits(found) == BitConverter.DoubleToInt64Bits(seen))
            {
                return;
            }

            seen = found;
        }
    }
}
