using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.SoakTests.Script;

/// <summary>The calls of a seed: the same ones every time.</summary>
internal sealed class StreamScript(int seed, bool http2)
{
    private const int FewestWords = 8;
    private const int MostWords = 40;
    private const int MostMillisecondsBetween = 60;

    /// <summary>How many of a hundred streams end so.</summary>
    private static readonly (StreamEnding Ending, int Share)[] Mix =
    [
        (StreamEnding.Completed, 30), (StreamEnding.Length, 6), (StreamEnding.ContentFilter, 6), (StreamEnding.ErrorEvent, 6),
        (StreamEnding.ErrorStatus, 6), (StreamEnding.Cut, 8),
        (StreamEnding.Truncated, 4), (StreamEnding.Disposed, 10), (StreamEnding.Cancelled, 6), (StreamEnding.CancelledBeforeHeaders, 3),
        (StreamEnding.TimedOut, 5), (StreamEnding.Dropped, 5),
        (StreamEnding.Retried, 5),
    ];

    public StreamPlan Plan(int number)
    {
        Random random = new(unchecked((seed * 7919) + number));
        var ending = Ending(random);

        // A reset of HTTP/2 discards what the client has not read, figures included.
        var wires = StreamWire.List.Where(wire => (wire.IsPlain || !IsSilent(ending)) && (wire.HasFiguresAtEnd || !(http2 && ending == StreamEnding.Cut)))
            .ToArray();
        StreamPlan plan = new(number, wires[random.Next(wires.Length)], ending, [.. Replies(random, ending)]);

        // Half of the calls that may be asked for usage are of the kind that has to be.
        return plan.Injects && random.Next(2) == 0 ? plan with { Wire = StreamWire.List[0] } : plan;
    }

    private static StreamEnding Ending(Random random)
    {
        var at = random.Next(Mix.Sum(part => part.Share));
        return Mix.First(part => (at -= part.Share) < 0).Ending;
    }

    private static bool IsSilent(StreamEnding ending) =>
        ending is StreamEnding.Disposed or StreamEnding.Cancelled or StreamEnding.TimedOut or StreamEnding.Dropped;

    private static IEnumerable<MockReply> Replies(Random random, StreamEnding ending)
    {
        var words = random.Next(FewestWords, MostWords);
        var midway = random.Next(1, words);
        MockReply whole = new()
        {
            Text = string.Join(' ', Enumerable.Range(1, words).Select(i => i == midway && IsSilent(ending) ? StreamPlan.Marker : "word")),
            InputTokens = random.Next(100, 1_000),
            OutputTokens = random.Next(40, 400),
            CachedTokens = random.Next(50),
            DelayBetweenTokens = TimeSpan.FromMilliseconds(random.Next(MostMillisecondsBetween)),
        };
        if (ending == StreamEnding.Retried)
        {
            yield return whole with { Fault = MockFault.Status(random.Next(2) == 0 ? 429 : 503) };
        }

        yield return ending switch
        {
            StreamEnding.Length => whole with { Finish = MockFinish.Length },
            StreamEnding.ContentFilter => whole with { Finish = MockFinish.ContentFilter },
            StreamEnding.ErrorEvent => whole with { Fault = MockFault.ErrorEvent(midway) },
            StreamEnding.ErrorStatus => whole with { Fault = MockFault.Status(random.Next(3) switch { 0 => 400, 1 => 429, _ => 500 }) },
            StreamEnding.Cut => whole with { Fault = MockFault.Cut(midway) },
            StreamEnding.Truncated => whole with { Fault = MockFault.Truncate(midway) },
            StreamEnding.CancelledBeforeHeaders => whole with { Fault = MockFault.StallBeforeHeaders() },
            _ when IsSilent(ending) => whole with { Fault = MockFault.Stall(midway) },
            _ => whole,
        };
    }
}
