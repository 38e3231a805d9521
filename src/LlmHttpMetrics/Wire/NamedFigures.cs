
namespace LlmHttpMetrics.Wire;

/// <summary>A list of figures, each with a name.</summary>
/// <param name="List">The member that holds the list.</param>
/// <param name="Name">The member of an element that holds the name.</param>
/// <param name="Amount">The member of an element that holds the figure.</param>
/// <param name="Figures">The names, as strings or numbers, of known figures.</param>
internal sealed record NamedFigures(string List, string Name, string Amount, (string Word, Figure Figure)[] Figures);
