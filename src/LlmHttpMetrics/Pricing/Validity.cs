namespace LlmHttpMetrics.Pricing;

/// <summary>A span of time in ticks (UTC), its end not included.</summary>
/// <param name="From">The first tick.</param>
/// <param name="Until">The first tick after it.</param>
internal record struct Validity(long From, long Until)
{
    public static readonly Validity Ever = new(long.MinValue, long.MaxValue);

    public readonly bool Holds(long tick) => tick >= From && tick < Until;

    /// <summary>Narrows it to one side of a tick: the one that contains another tick.</summary>
    public void Narrow(long boundary, long holding)
    {
        if (boundary > holding)
        {
            Until = Math.Min(Until, boundary);
        }
        else
        {
            From = Math.Max(From, boundary);
        }
    }
}
