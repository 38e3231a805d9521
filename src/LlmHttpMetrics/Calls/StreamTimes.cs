namespace LlmHttpMetrics.Calls;

/// <summary>When what came of a stream: timestamps of the call's clock, zero for what has not come.</summary>
internal struct StreamTimes
{
    public long FirstContent;
    public long FirstAnswer;
    public long LastContent;
    public long LongestStall;
    public int Chunks;
}
