namespace LlmHttpMetrics.Wire;

/// <summary>One frame and the beginnings of the names of models that have it.</summary>
internal sealed record FrameRow(MessageFrame Frame, params string[] Names);
