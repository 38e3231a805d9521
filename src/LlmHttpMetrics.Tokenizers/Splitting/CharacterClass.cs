namespace LlmHttpMetrics.Tokenizers.Splitting;

/// <summary>The classes of characters that the split rules distinguish; each is a single flag, so that a set of classes is a mask.</summary>
[Flags]
internal enum CharacterClass : byte
{
    /// <summary>No character: beyond the end of the text.</summary>
    None = 0,

    /// <summary>Lu and Lt.</summary>
    Upper = 1,

    /// <summary>Ll.</summary>
    Lower = 2,

    /// <summary>Lm and Lo, letters without case.</summary>
    Uncased = 4,

    /// <summary>M.</summary>
    Mark = 8,

    /// <summary>N.</summary>
    Number = 16,

    /// <summary>White space except line ends.</summary>
    Space = 32,

    /// <summary>CR and LF.</summary>
    LineEnd = 64,

    /// <summary>Everything else, unassigned code points included.</summary>
    Other = 128,

    Letter = Upper | Lower | Uncased,
    White = Space | LineEnd,
    Symbol = Other | Mark,
}
