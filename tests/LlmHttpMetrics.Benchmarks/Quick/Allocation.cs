namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>What a call allocates.</summary>
internal static class Allocation
{
    private const int Calls = 500;

    /// <summary>Bytes a call on the calling thread, pools filled before.</summary>
    public static double PerCall(Func<Task<int>> call)
    {
        Repeat(call);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(call);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
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
