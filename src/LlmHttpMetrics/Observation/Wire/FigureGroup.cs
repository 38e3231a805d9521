namespace LlmHttpMetrics.Observation.Wire;

/// <summary>
/// One object of usage figures: the paths where it may stand (empty for figures that stand in no object of their own), and at which member each figure may be found, the first
/// that is there winning.
/// </summary>
internal sealed record FigureGroup(string[] Paths, params (Figure Figure, string Member)[] Members)
{
    public FigureGroup(string path, params (Figure Figure, string Member)[] members)
        : this([path], members)
    {
    }
}
