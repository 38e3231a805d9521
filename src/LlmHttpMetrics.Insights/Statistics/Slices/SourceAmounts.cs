namespace LlmHttpMetrics.Insights.Statistics.Slices;

/// <summary>Tokens from one source, with their confidence.</summary>
internal struct SourceAmounts
{
    public Amount Input;
    public Amount Output;
    public long Calls;
    public long ExactCalls;
    public long RatedCalls;
    public double Confidence;

    public void Add(long? input, long? output, in TokenOrigin origin)
    {
        Input.Add(input);
        Output.Add(output);
        Calls++;
        ExactCalls += origin.IsExact ? 1 : 0;
        if (origin.Confidence is { } confidence)
        {
            RatedCalls++;
            Confidence += confidence;
        }
    }

    public void Add(in SourceAmounts other)
    {
        Input.Add(other.Input);
        Output.Add(other.Output);
        Calls += other.Calls;
        ExactCalls += other.ExactCalls;
        RatedCalls += other.RatedCalls;
        Confidence += other.Confidence;
    }
}
