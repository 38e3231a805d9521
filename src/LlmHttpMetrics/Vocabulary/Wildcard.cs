using System.IO.Enumeration;

namespace LlmHttpMetrics.Vocabulary;

/// <summary>A pattern in which <c>*</c> matches any characters; a null pattern matches everything, including an unknown value.</summary>
internal readonly record struct Wildcard(string? Pattern)
{
    public bool Fits(string? value) => Pattern is null || (value is not null && FileSystemName.MatchesSimpleExpression(Pattern, value, ignoreCase: true));

    /// <summary>Whether every value that matches the other pattern also matches this one, as far as a simple comparison can show.</summary>
    public bool Covers(Wildcard other) => Pattern is null
        || (other.Pattern is not null && (Pattern == "*" || Pattern.Equals(other.Pattern, StringComparison.OrdinalIgnoreCase)));
}
