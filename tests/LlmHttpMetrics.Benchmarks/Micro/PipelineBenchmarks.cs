using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using LlmHttpMetrics.Benchmarks.Pipeline;

namespace LlmHttpMetrics.Benchmarks.Micro;

/// <summary>What the handlers add to a call over an in-memory stub.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet calls the clean-up.")]
public class PipelineBenchmarks
{
    private readonly HttpCalls _bareWhole = new(Answers.Whole, observed: false);
    private readonly HttpCalls _whole = new(Answers.Whole, observed: true);
    private readonly HttpCalls _bareStream = new(Answers.Stream, observed: false);
    private readonly HttpCalls _stream = new(Answers.Stream, observed: true);
    private Listening? _listening;

    [GlobalSetup(Targets = [nameof(WholeObserved), nameof(StreamObserved)])]
    public void Listen() => _listening = new Listening();

    [GlobalCleanup]
    public void CleanUp()
    {
        _listening?.Dispose();
        _bareWhole.Dispose();
        _whole.Dispose();
        _bareStream.Dispose();
        _stream.Dispose();
    }

    [BenchmarkCategory("Whole")]
    [Benchmark(Baseline = true)]
    public Task<int> WholeBare() => _bareWhole.WholeAsync();

    [BenchmarkCategory("Whole")]
    [Benchmark]
    public Task<int> WholeOff() => _whole.WholeAsync();

    [BenchmarkCategory("Whole")]
    [Benchmark]
    public Task<int> WholeObserved() => _whole.WholeAsync();

    [BenchmarkCategory("Stream")]
    [Benchmark(Baseline = true)]
    public Task<int> StreamBare() => _bareStream.StreamAsync();

    [BenchmarkCategory("Stream")]
    [Benchmark]
    public Task<int> StreamOff() => _stream.StreamAsync();

    [BenchmarkCategory("Stream")]
    [Benchmark]
    public Task<int> StreamObserved() => _stream.StreamAsync();
}
