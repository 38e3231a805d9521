using System.Diagnostics;

namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>A measurement with the trace in which it was made.</summary>
internal readonly record struct Exemplar(double Value, long UnixMilliseconds, ActivityTraceId Trace, ActivitySpanId Span);
