namespace LlmHttpMetrics.Events.Lines;

/// <summary>The members that determine how a line is read.</summary>
internal sealed class LineHead
{
    /// <summary>The version of the line; lines before version 2 have no member of this name.</summary>
    public int Version { get; set; }

    /// <summary>The id of the event that the line amends; null in the line of an event.</summary>
    public string? Amends { get; set; }
}
