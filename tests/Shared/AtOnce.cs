namespace LlmHttpMetrics.TestUtilities;

/// <summary>Several threads that begin at the same time.</summary>
public static class AtOnce
{
    public static void Run(int threads, Action<int> action)
    {
        using Barrier start = new(threads);
        var all = Enumerable.Range(0, threads).Select(number => new Thread(() =>
        {
            start.SignalAndWait();
            action(number);
        })).ToList();
        all.ForEach(thread => thread.Start());
        all.ForEach(thread => thread.Join());
    }
}
