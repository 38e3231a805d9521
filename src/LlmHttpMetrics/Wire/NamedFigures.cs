
namespace LlmHttpMetrics.Wire;

/// <summary>A list in which figures stand beside the words that say what they count.</summary>
/// <param name="List">The member that holds the list.</param>
/// <param name="Name">The member of an element that says what is counted.</param>
/// <param name="Amount">The member that counts it.</param>
/// <param name="Figures">The words, as strings or numbers, that mean a figure we know.</param>
internal sealed record NamedFigures(string List, string Name, string Amount, (string Word, Figure Figure)[] Figures);
