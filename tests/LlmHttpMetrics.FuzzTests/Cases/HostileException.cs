namespace LlmHttpMetrics.FuzzTests.Cases;

/// <summary>Thrown by the network or the caller's content, never by us.</summary>
internal sealed class HostileException(string where) : Exception(where);
