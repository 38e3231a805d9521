using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Reading;

/// <summary>The figures of one pass of an answer. Reused from answer to answer.</summary>
internal sealed class PassFigures
{
    private readonly long[] _figures = new long[(int)Figure.Count];
    private ulong _seen;

    /// <summary>The model of the pass; null for the model of the answer.</summary>
    public KnownName? Model { get; set; }

    public void Begin()
    {
        _seen = 0;
        Model = null;
    }

    public void Set(Figure figure, long value)
    {
        _figures[(int)figure] = value;
        _seen |= 1UL << (int)figure;
    }

    /// <summary>A figure as sent.</summary>
    public long? Sent(Figure figure) => (_seen >> (int)figure & 1) != 0 ? _figures[(int)figure] : null;
}
