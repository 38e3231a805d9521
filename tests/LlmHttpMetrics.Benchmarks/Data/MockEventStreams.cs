namespace LlmHttpMetrics.Benchmarks.Data;

internal static class MockEventStreams
{
    public static IEnumerable<RecordedBody> Record() => [];
}
