namespace LlmHttpMetrics.MockProviders;

/// <summary>The line end of an event stream; all three are allowed by its standard.</summary>
public enum SseNewLine
{
    /// <summary>Line feed, as most services send.</summary>
    Lf,

    /// <summary>Carriage return and line feed.</summary>
    CrLf,

    /// <summary>Carriage return alone.</summary>
    Cr,
}
