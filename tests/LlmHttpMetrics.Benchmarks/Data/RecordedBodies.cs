namespace LlmHttpMetrics.Benchmarks.Data;

/// <summary>The bodies that are observed: recorded ones where the corpus is at hand, else the mock providers'.</summary>
internal sealed class RecordedBodies
{
    private RecordedBodies(string source, IEnumerable<Exchange> exchanges)
    {
        Source = source;
        foreach (var exchange in exchanges)
        {
            exchange.AddTo(Sse, Json, Requests);
        }
    }

    public string Source { get; }

    public List<RecordedBody> Sse { get; } = [];

    public List<RecordedBody> Json { get; } = [];

    public List<RecordedBody> Requests { get; } = [];

    public static RecordedBodies Load() =>
        Corpus.Find() is { } file ? new("recorded corpus", Corpus.Read(file)) : new("mock providers", MockExchanges.Record());

    public override string ToString() => $"{Source}: {Sse.Count} SSE, {Json.Count} JSON, {Requests.Count} request bodies";
}
