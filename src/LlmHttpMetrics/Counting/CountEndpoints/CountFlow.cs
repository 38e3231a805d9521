namespace LlmHttpMetrics.Counting.CountEndpoints;

/// <summary>Marks what is sent to have something counted, so that it is not measured itself, whichever client sends it.</summary>
internal static class CountFlow
{
    private static readonly AsyncLocal<bool> Flow = new();

    /// <summary>Reading the flow costs time, so nobody does before there is anything to find.</summary>
    private static bool s_used;

    /// <summary>The asynchronous flow that goes on from here is one that counts.</summary>
    public static bool IsCounting => Volatile.Read(ref s_used) && Flow.Value;

    /// <summary>What is sent from here on, to the end of the asynchronous method that calls this, is to count.</summary>
    public static void Enter()
    {
        Volatile.Write(ref s_used, true);
        Flow.Value = true;
    }
}
