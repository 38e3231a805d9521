namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>What a call allocates.</summary>
internal static class Allocation
{
    private const int Calls = 200;
    private const int Batches = 3;

    /// <summary>Bytes a call on the calling thread, pools filled before. The least of some batches: a queue that grows once is not the call's.</summary>
    public static double PerCall(Func<Task<int>> call)
    {
        Repeat(call);
        var least = long.MaxValue;
        for (var batch = 0; batch < Batches; batch++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Repeat(call);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (double)least / Calls;
    }

    /// <summary>Bytes of one call on the calling thread, pools filled before.</summary>
    public static double Of(Func<int> call)
    {
        call();
        call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Bytes a call in the whole process: for calls that go on by other threads.</summary>
    public static double PerCallOfProcess(Func<Task<int>> call)
    {
        Repeat(call);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Repeat(call);
        return (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Calls;
    }

    private static void Repeat(Func<Task<int>> call)
    {
        for (var i = 0; i < Calls; i++)
        {
            call().GetAwaiter().GetResult();
        }
    }
}
