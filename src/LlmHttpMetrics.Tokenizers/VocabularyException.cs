namespace LlmHttpMetrics.Tokenizers;

/// <summary>The exception that is thrown if a vocabulary file is not valid or not supported.</summary>
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

    /// <summary>The location in the file: its line, its member or its piece.</summary>
    public string Place { get; }

    /// <summary>The line number, starting from one; zero if the file has no lines.</summary>
    public int Line { get; }

    /// <summary>What is wrong at this location.</summary>
    public string Reason { get; }
}
