namespace LlmHttpMetrics.Benchmarks.Data;

/// <summary>The bodies to observe: recorded ones if the corpus is available, otherwise the mock providers'.</summary>
internal sealed class RecordedBodies
{
    private RecordedBodies(string source, IEnumerable<Exchange> exchanges)
    {
        Source = source;
        foreach (var exchange in exchanges)
        {
            exchange.AddTo(this);
        }

        foreach (var bodies in new[] { Sse, Json, Lines, Arrays, Requests })
        {
            PlaceTogether(bodies);
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

    public override string ToString() =>
        $"{Source}: {Sse.Count} SSE, {Json.Count} JSON, {Lines.Count} JSON lines, {Arrays.Count} JSON array, {Requests.Count} request bodies";

    /// <summary>
    /// As they are read they lie between other texts, each on pages of its own, and a good part of the time goes into fetching these. A body
    /// that is observed has just been written or received.
    /// </summary>
    private static void PlaceTogether(List<RecordedBody> bodies)
    {
        for (var i = 0; i < bodies.Count; i++)
        {
            bodies[i] = bodies[i] with { Bytes = [.. bodies[i].Bytes] };
        }
    }
}
