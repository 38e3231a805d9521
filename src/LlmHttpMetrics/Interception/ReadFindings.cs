namespace LlmHttpMetrics.Interception;

/// <summary>The findings of one read of an answer that are published immediately.</summary>
internal struct ReadFindings
{
    /// <summary>The number of gaps between chunks that it ended; all but the first are zero, since one read returned their chunks.</summary>
    public int Gaps;

    /// <summary>The first of these gaps, in seconds.</summary>
    public double FirstGap;

    /// <summary>The response model, if there are gaps and it is known.</summary>
    public string? ResponseModel;

    /// <summary>Whether an internal fault ended the observation.</summary>
    public bool Faulted;

    public readonly bool IsEmpty => Gaps == 0 && !Faulted;
}
