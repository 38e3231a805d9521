using LlmHttpMetrics.Benchmarks.Pipeline;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>A stream of 300 chunks.</summary>
internal static class StreamFigures
{
    private const int MoreChunks = 4 * Answers.Chunks;

    public static IEnumerable<Figure> Measure()
    {
        using var bare = new HttpCalls(Answers.Stream, observed: false);
        using var observed = new HttpCalls(Answers.Stream, observed: true);
        using var listening = new Listening();
        yield return Figure.Bytes(
            "stream of 300 chunks, meters: added allocation",
            Allocation.PerCall(observed.StreamAsync) - Allocation.PerCall(bare.StreamAsync),
            600,
            " (aim 256 B)");
        yield return Figure.Bytes("stream, reads that wait: added allocation per chunk", AddedPerWaitingChunk(), 0);
        var ratio = Race.Ratio(() => observed.StreamAsync().Result, () => bare.StreamAsync().Result);
        yield return Figure.Most("stream of 300 chunks, meters: added time over the bare pipeline", ratio - 1, 2.4, " (aim 0.5 x)");
    }

    /// <summary>What more chunks add to what we add: the fixed part of a stream is the figure above.</summary>
    private static double AddedPerWaitingChunk() => (AddedToWaiting(MoreChunks) - AddedToWaiting(Answers.Chunks)) / (MoreChunks - Answers.Chunks);

    private static double AddedToWaiting(int count)
    {
        var chunks = Answers.MakeChunks(count);
        using var bare = new HttpCalls(() => Answers.Stream(new WaitingStream(chunks)), observed: false);
        using var observed = new HttpCalls(() => Answers.Stream(new WaitingStream(chunks)), observed: true);
        return Allocation.PerCallOfProcess(observed.ReadsAsync) - Allocation.PerCallOfProcess(bare.ReadsAsync);
    }
}
