using LlmHttpMetrics.Benchmarks.Pipeline;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>A stream whose reads wait, as they do for a network.</summary>
internal static class StreamFigures
{
    private const int MoreChunks = 4 * Answers.Chunks;

    public static IEnumerable<Figure> Measure()
    {
        using var listening = new Listening();

        // What more chunks add to what we add, without the fixed part of a stream.
        var perChunk = (AddedToWaiting(MoreChunks) - AddedToWaiting(Answers.Chunks)) / (MoreChunks - Answers.Chunks);
        yield return Figure.Bytes("stream whose reads wait: bytes added to a chunk", perChunk, 0);
    }

    private static double AddedToWaiting(int count)
    {
        var chunks = Answers.MakeChunks(count);
        using var bare = new HttpCalls(() => Answers.Stream(new WaitingStream(chunks)), observed: false);
        using var observed = new HttpCalls(() => Answers.Stream(new WaitingStream(chunks)), observed: true);
        return Allocation.PerCallOfProcess(observed.ReadsAsync) - Allocation.PerCallOfProcess(bare.ReadsAsync);
    }
}
