namespace LlmHttpMetrics.Json;

/// <summary>A path in a body and what the value found there means.</summary>
internal readonly record struct Field(string Path, FieldAction Action, byte Argument = 0);
