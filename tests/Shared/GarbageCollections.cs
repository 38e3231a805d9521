using System.Diagnostics;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>Waits for what finalizers do.</summary>
internal static class GarbageCollections
{
    /// <summary>Collects until the condition holds.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        for (var started = Stopwatch.GetTimestamp(); !condition() && Stopwatch.GetElapsedTime(started) < HangGuard.Limit;)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(5);
        }
    }
}
