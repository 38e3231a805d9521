using System.Diagnostics;

namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>One measurement as an example, with the trace in which it was made.</summary>
internal readonly record struct Exemplar(double Value, long UnixMilliseconds, ActivityTraceId Trace, ActivitySpanId Span);
