namespace LlmHttpMetrics.FuzzTests.Exchanges;

/// <summary>One frame of an event stream, without lengths and checksums.</summary>
internal sealed record EventFrame(byte[] Headers, byte[] Payload);
