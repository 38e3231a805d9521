namespace LlmHttpMetrics.Wire;

/// <summary>The message overhead of the models whose names begin with one of the prefixes.</summary>
internal sealed record FrameRow(MessageFrame Frame, params string[] Names);
