namespace LlmHttpMetrics.Tokenizers;

/// <summary>A vocabulary file is not what it should be.</summary>
public sealed class VocabularyException : FormatException
{
    internal VocabularyException(string place, string reason)
        : base($"{place}: {reason}")
    {
        Place = place;
        Reason = reason;
    }

    internal VocabularyException(int line, string reason)
        : this(FormattableString.Invariant($"line {line}"), reason)
    {
        Line = line;
    }

    /// <summary>Where in the file: its line, its member, its piece.</summary>
    public string Place { get; }

    /// <summary>The line, counted from one; zero where the file has no lines.</summary>
    public int Line { get; }

    /// <summary>What is wrong there.</summary>
    public string Reason { get; }
}
