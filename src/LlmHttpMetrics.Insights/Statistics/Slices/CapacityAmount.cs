using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Insights.Statistics.Slices;

/// <summary>An amount of text and its number of calls.</summary>
internal struct CapacityAmount
{
    public long Calls;
    public CapacityCounts Counts;

    public void Add(in CapacityCounts counts) => Add(new CapacityAmount { Calls = 1, Counts = counts });

    public void Add(in CapacityAmount other)
    {
        Calls += other.Calls;
        Counts = new(
            Counts.Characters + other.Counts.Characters,
            Counts.Words + other.Counts.Words,
            Counts.Bytes + other.Counts.Bytes,
            Counts.Lines + other.Counts.Lines);
    }
}
