namespace LlmHttpMetrics.Wire;

/// <summary>
/// One object of usage figures: the paths where it may stand, and at which member each figure may be found, the first
/// that is there winning. An empty path is the root: figures that stand in no object of their own, each replaced by itself.
/// </summary>
internal sealed record FigureGroup(string[] Paths, params (Figure Figure, string Member)[] Members)
{
    public FigureGroup(string path, params (Figure Figure, string Member)[] members)
        : this([path], members)
    {
    }

    /// <summary>Lists of the object in which figures stand beside their names.</summary>
    public NamedFigures[] Named { get; init; } = [];

    /// <summary>The member that lists the passes of the answer, each with the same members and perhaps a model of its own; null where there is none.</summary>
    public string? Passes { get; init; }
}
