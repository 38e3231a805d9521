using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>The counts of the provider's own tools in an answer, by kind. Reused from answer to answer.</summary>
internal sealed class HostedToolCounts
{
    public const int Tools = (int)HostedTool.Count;

    /// <summary>Searches whose queries are compared, so that a repeated one counts once; further ones are all counted.</summary>
    public const int MaxQueries = 64;

    /// <summary>Items that have started.</summary>
    public int[] Started { get; } = new int[Tools];

    /// <summary>Items that have completed.</summary>
    public int[] Done { get; } = new int[Tools];

    /// <summary>Items of the list at the end of a stream.</summary>
    public int[] Final { get; } = new int[Tools];

    /// <summary>Items of the current event.</summary>
    public int[] OfEvent { get; } = new int[Tools];

    /// <summary>Calls that something in the answer implies.</summary>
    public int[] Shown { get; } = new int[Tools];

    /// <summary>Calls that the usage counts.</summary>
    public long[] Counted { get; } = new long[Tools];

    /// <summary>Hashes of the searches that have been counted.</summary>
    public int[] Queries { get; } = new int[MaxQueries];

    /// <summary>The billed calls; calculated on request.</summary>
    public HostedToolUse Billed { get; } = new();

    public void Clear()
    {
        Array.Clear(Started);
        Array.Clear(Done);
        Array.Clear(Final);
        Array.Clear(OfEvent);
        Array.Clear(Shown);
    }
}
