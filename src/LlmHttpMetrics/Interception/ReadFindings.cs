namespace LlmHttpMetrics.Interception;

/// <summary>What one read of an answer has shown that is published at once.</summary>
internal struct ReadFindings
{
    /// <summary>The number of gaps between chunks that it ended; all but the first are zero, since one read brought their chunks.</summary>
    public int Gaps;

    /// <summary>The first of these gaps, in seconds.</summary>
    public double FirstGap;

    /// <summary>The model by then, where there are gaps.</summary>
    public string? ResponseModel;

    /// <summary>A fault of ours ended the observation.</summary>
    public bool Faulted;

    public readonly bool IsEmpty => Gaps == 0 && !Faulted;
}
