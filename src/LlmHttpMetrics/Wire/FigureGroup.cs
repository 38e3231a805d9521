namespace LlmHttpMetrics.Wire;

/// <summary>
/// One object of usage figures: the paths where it may be, and the members where each figure may be, of which the first one present is used. An
/// empty path is the root: figures that are in no object of their own, each of which is replaced individually.
/// </summary>
internal sealed record FigureGroup(string[] Paths, params (Figure Figure, string Member)[] Members)
{
    public FigureGroup(string path, params (Figure Figure, string Member)[] members)
        : this([path], members)
    {
    }

    /// <summary>Lists in the object whose figures are accompanied by their names.</summary>
    public NamedFigures[] Named { get; init; } = [];

    /// <summary>
    /// The member that lists the passes of the answer, each with the same members and possibly its own model; null if there is none.
    /// </summary>
    public string? Passes { get; init; }
}
