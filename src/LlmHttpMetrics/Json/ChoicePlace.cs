namespace LlmHttpMetrics.Json;

/// <summary>Where among the choices of its answer a document stands.</summary>
/// <param name="Choice">The choice it is in.</param>
/// <param name="Element">How many it has entered.</param>
/// <param name="IsInside">It is in one.</param>
/// <param name="IsIndexKnown">The choice has said which it is.</param>
internal readonly record struct ChoicePlace(short Choice, short Element, bool IsInside, bool IsIndexKnown);
