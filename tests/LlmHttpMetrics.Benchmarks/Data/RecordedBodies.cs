namespace LlmHttpMetrics.Benchmarks.Data;

/// <summary>The bodies that are observed: recorded ones where the corpus is at hand, else the mock providers'.</summary>
internal sealed class RecordedBodies
{
    private RecordedBodies(string source, IEnumerable<Exchange> exchanges)
    {
        Source = source;
        foreach (var exchange in exchanges)
        {
            exchange.AddTo(this);
        }
    }

    public string Source { get; }

    public List<RecordedBody> Sse { get; } = [];

    public List<RecordedBody> Json { get; } = [];

    /// <summary>Streams of a document per line.</summary>
    public List<RecordedBody> Lines { get; } = [];

    /// <summary>Streams that are one array.</summary>
    public List<RecordedBody> Arrays { get; } = [];

    public List<RecordedBody> Requests { get; } = [];

    public static RecordedBodies Load() =>
        Corpus.Find() is { } file ? new("recorded corpus", Corpus.Read(file)) : new("mock providers", MockExchanges.Record());

    public override string ToString() => $"{Source}: {Sse.Count} SSE, {Json.Count} JSON, {Lines.Count} JSON lines, {Arrays.Count} JSON array, {Requests.Count} request bodies";
}
