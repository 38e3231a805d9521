using BenchmarkDotNet.Attributes;
using LlmHttpMetrics.Benchmarks.Data;
using LlmHttpMetrics.Benchmarks.Observing;

namespace LlmHttpMetrics.Benchmarks.Micro;

/// <summary>Observing all bodies of a kind, against the user's own way.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class ObservingBenchmarks
{
    private readonly RecordedBodies _bodies = RecordedBodies.Load();
    private readonly OurWay _ours = new();

    [BenchmarkCategory("SSE")]
    [Benchmark(Baseline = true)]
    public int SseUsers() => _bodies.Sse.Sum(UsersWay.ReadStream);

    [BenchmarkCategory("SSE")]
    [Benchmark]
    public int SseOurs() => _bodies.Sse.Sum(_ours.ReadResponse);

    [BenchmarkCategory("JSON")]
    [Benchmark(Baseline = true)]
    public int JsonUsers() => _bodies.Json.Sum(UsersWay.ReadBody);

    [BenchmarkCategory("JSON")]
    [Benchmark]
    public int JsonOurs() => _bodies.Json.Sum(_ours.ReadResponse);

    [BenchmarkCategory("Request")]
    [Benchmark(Baseline = true)]
    public int RequestUsers() => _bodies.Requests.Sum(UsersWay.ReadRequest);

    [BenchmarkCategory("Request")]
    [Benchmark]
    public int RequestOurs() => _bodies.Requests.Sum(_ours.ReadRequest);
}
