using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>What an answer has said of the tools that the provider ran, by kind. Reused from answer to answer.</summary>
internal sealed class HostedToolCounts
{
    public const int Tools = (int)HostedTool.Count;

    /// <summary>Searches that are compared by their words, so that a repeated one counts once; each one past them counts.</summary>
    public const int MaxQueries = 64;

    /// <summary>Items that have begun.</summary>
    public int[] Started { get; } = new int[Tools];

    /// <summary>Items that have ended.</summary>
    public int[] Done { get; } = new int[Tools];

    /// <summary>Items of the list at the end of a stream.</summary>
    public int[] Final { get; } = new int[Tools];

    /// <summary>Items of the event that is being read.</summary>
    public int[] OfEvent { get; } = new int[Tools];

    /// <summary>Calls that something in the answer shows.</summary>
    public int[] Shown { get; } = new int[Tools];

    /// <summary>Calls that the usage counts.</summary>
    public long[] Counted { get; } = new long[Tools];

    /// <summary>Hashes of the searches that have been counted.</summary>
    public int[] Queries { get; } = new int[MaxQueries];

    /// <summary>What is charged; worked out when it is asked for.</summary>
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
