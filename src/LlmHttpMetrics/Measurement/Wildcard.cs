using System.IO.Enumeration;

namespace LlmHttpMetrics.Measurement;

/// <summary>A pattern in which <c>*</c> stands for any characters; null fits everything, also what is not known.</summary>
internal readonly record struct Wildcard(string? Pattern)
{
    public bool Fits(string? value) => Pattern is null || (value is not null && FileSystemName.MatchesSimpleExpression(Pattern, value, ignoreCase: true));
}
