namespace LlmHttpMetrics.MockProviders;

/// <summary>The line end of an event stream; its standard allows all three.</summary>
public enum SseNewLine
{
    /// <summary>Line feed, as sent by most services.</summary>
    Lf,

    /// <summary>Carriage return and line feed.</summary>
    CrLf,

    /// <summary>Carriage return alone.</summary>
    Cr,
}
