using System.Runtime.CompilerServices;
using System.Text;
using LlmHttpMetrics.Benchmarks.Data;
using LlmHttpMetrics.Providers.OpenAi;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>One string value of 100 MB passes.</summary>
internal static class LongStringFigures
{
    private const int Length = 100 * 1024 * 1024;
    private const int MostHeld = 16 * 1024;
    private const double LeastSpeed = 0.5;

    public static IEnumerable<Figure> Measure()
    {
        var body = new byte[Length];
        foreach (var (name, member) in new[] { ("is skipped", "junk"), ("is the answer", "content") })
        {
            Fill(body, member);
            _ = Observe(body);
            var before = GC.GetAllocatedBytesForCurrentThread();
            _ = Observe(body);
            var held = GC.GetAllocatedBytesForCurrentThread() - before;
            yield return Figure.Bytes($"100 MB string that {name}: held while it passes, the reader included", held, MostHeld);
            var speed = Race.Ratio(() => Copy(body), () => Observe(body), Race.FewRounds);
            yield return Figure.Least($"100 MB string that {name}: speed over copying it", speed, LeastSpeed);
        }
    }

    private static void Fill(byte[] body, string member)
    {
        var start = Encoding.UTF8.GetBytes($$"""{"choices":[{"index":0,"message":{"{{member}}":" """.TrimEnd());
        for (var i = 0; i < body.Length; i++)
        {
            body[i] = (byte)('a' + (i % 23));
        }

        start.CopyTo(body, 0);
        "\"}}]}"u8.CopyTo(body.AsSpan(body.Length - 5));
    }

    private static int Observe(byte[] body)
    {
        var text = new TextTally();
        var reader = new ResponseReader();
        reader.Begin(ChatCompletions.Format, text);
        for (var at = 0; at < body.Length; at += RecordedBody.PieceLength)
        {
            reader.Feed(body.AsSpan(at, RecordedBody.PieceLength));
        }

        reader.End();
        return reader.HasEvidence ? (int)reader.Length : throw new InvalidOperationException("The body was not read to its end.");
    }

    [SkipLocalsInit]
    private static int Copy(byte[] body)
    {
        Span<byte> buffer = stackalloc byte[RecordedBody.PieceLength];
        for (var at = 0; at < body.Length; at += RecordedBody.PieceLength)
        {
            body.AsSpan(at, RecordedBody.PieceLength).CopyTo(buffer);
        }

        return buffer[0];
    }
}
