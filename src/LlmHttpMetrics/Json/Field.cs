namespace LlmHttpMetrics.Json;

/// <summary>A path in a body and the meaning of the value at that path.</summary>
internal readonly record struct Field(string Path, FieldAction Action, byte Argument = 0);
