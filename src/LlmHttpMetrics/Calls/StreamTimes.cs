namespace LlmHttpMetrics.Calls;

/// <summary>When the parts of a stream arrived: timestamps of the call's clock, zero for what has not arrived.</summary>
internal struct StreamTimes
{
    public long FirstContent;
    public long FirstAnswer;
    public long LastContent;
    public long LongestStall;
    public int Chunks;
}
