namespace LlmHttpMetrics.Counting.CountEndpoints;

/// <summary>Marks requests that are sent to count tokens, so that they are not measured themselves, whichever client sends them.</summary>
internal static class CountFlow
{
    private static readonly AsyncLocal<bool> Flow = new();

    /// <summary>Reading the asynchronous flow takes time, so it is only read once it has been set.</summary>
    private static bool s_used;

    /// <summary>Whether the current asynchronous flow counts tokens.</summary>
    public static bool IsCounting => Volatile.Read(ref s_used) && Flow.Value;

    /// <summary>Marks requests sent from here until the end of the calling asynchronous method as count requests.</summary>
    public static void Enter()
    {
        Volatile.Write(ref s_used, true);
        Flow.Value = true;
    }
}
