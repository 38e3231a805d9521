using System.IO.Enumeration;

namespace LlmHttpMetrics.Vocabulary;

/// <summary>A pattern in which <c>*</c> stands for any characters; null fits everything, also what is not known.</summary>
internal readonly record struct Wildcard(string? Pattern)
{
    public bool Fits(string? value) => Pattern is null || (value is not null && FileSystemName.MatchesSimpleExpression(Pattern, value, ignoreCase: true));

    /// <summary>Whatever fits the other pattern fits this one, as far as that can be seen without thought.</summary>
    public bool Covers(Wildcard other) => Pattern is null
        || (other.Pattern is not null && (Pattern == "*" || Pattern.Equals(other.Pattern, StringComparison.OrdinalIgnoreCase)));
}
