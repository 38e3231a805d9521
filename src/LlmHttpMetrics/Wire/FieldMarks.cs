namespace LlmHttpMetrics.Wire;

/// <summary>Arguments of fields that say how a value is read.</summary>
internal static class FieldMarks
{
    /// <summary>Marks the list that repeats all items at the end of a stream.</summary>
    public const byte FinalItems = 1;

    /// <summary>Marks a list of the usage that counts calls by their names.</summary>
    public const byte CountedTools = 2;

    /// <summary>Marks a list of tools that have been run, which a stream may repeat by index.</summary>
    public const byte ExecutedTools = 3;

    /// <summary>Marks a string that may be the kind of the error rather than a sentence.</summary>
    public const byte MayBeType = 1;

    /// <summary>Marks a message that stands in no answer but a failed one: its presence says so.</summary>
    public const byte Alone = 2;

    /// <summary>Marks a code that stands in every answer and is zero where all went well (MiniMax's <c>base_resp</c>).</summary>
    public const byte ZeroIsFine = 3;

    /// <summary>Marks a request parameter that counts only where it does not stand in its own place.</summary>
    public const byte Fallback = 0x80;
}
