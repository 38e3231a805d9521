namespace LlmHttpMetrics.Wire;

/// <summary>Arguments of fields that say how a value is read.</summary>
internal static class FieldMarks
{
    /// <summary>Marks the list that repeats all items at the end of a stream.</summary>
    public const byte FinalItems = 1;

    /// <summary>Marks a list in the usage that counts calls by tool name.</summary>
    public const byte CountedTools = 2;

    /// <summary>Marks a list of tools that were run, which a stream may repeat by index.</summary>
    public const byte ExecutedTools = 3;

    /// <summary>Marks a string that may be an error type rather than a sentence.</summary>
    public const byte MayBeType = 1;

    /// <summary>Marks a message that only failed answers contain: its presence means an error.</summary>
    public const byte Alone = 2;

    /// <summary>Marks a code that every answer contains and that is zero for success (MiniMax's <c>base_resp</c>).</summary>
    public const byte ZeroIsFine = 3;

    /// <summary>Marks a request parameter that is used only if its usual path has no value.</summary>
    public const byte Fallback = 0x80;
}
