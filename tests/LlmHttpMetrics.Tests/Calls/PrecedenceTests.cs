namespace LlmHttpMetrics.Tests.Calls;

/// <summary>Where several outcomes are true of a call, the contract's order decides.</summary>
public sealed class PrecedenceTests
{
    private const string Start = "data: {\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\n";
    private const string Error = "data: {\"error\":{\"code\":\"overloaded\",\"message\":\"m\"}}\n\n";
    private const string Done = "data: [DONE]\n\n";

    private static readonly Func<CancellationTokenSource, Exception> TimesOut = _ => new TimeoutException();
    private static readonly Func<CancellationTokenSource, Exception> Cancels = source =>
    {
        source.Cancel();
        return new OperationCanceledException(source.Token);
    };

    private static readonly Func<CancellationTokenSource, Exception> CancelsAsATransportError = source =>
    {
        source.Cancel();
        return new IOException();
    };

    private static readonly Func<CancellationTokenSource, Exception> Breaks = _ => new IOException();

    public static readonly object[] Endings =
    [
        Case("error, then timeout", Start + Error, TimesOut, LlmOutcomes.Error),
        Case("error, then cancelled", Start + Error, Cancels, LlmOutcomes.Error),
        Case("error, then broken", Start + Error, Breaks, LlmOutcomes.Error),
        Case("error, then the end", Start + Error, null, LlmOutcomes.Error),
        Case("error, then the marker", Start + Error + Done, null, LlmOutcomes.Error),
        Case("timeout", Start, TimesOut, LlmOutcomes.Timeout),
        Case("cancelled", Start, Cancels, LlmOutcomes.Cancelled),
        Case("cancelled, told as a transport error", Start, CancelsAsATransportError, LlmOutcomes.Cancelled),
        Case("broken", Start, Breaks, LlmOutcomes.Broken),
        Case("the end without evidence", Start, null, LlmOutcomes.Broken),
        Case("evidence, then broken", Start + Finish("stop"), Breaks, LlmOutcomes.Completed),
        Case("evidence, then the end", Start + Finish("stop"), null, LlmOutcomes.Completed),
        Case("a filter", Start + Finish("content_filter") + Done, null, LlmOutcomes.ContentFilter),
        Case("the limit", Start + Finish("length") + Done, null, LlmOutcomes.Length),
        Case("the marker alone", Start + Done, null, LlmOutcomes.Completed),
    ];

    [TestCaseSource(nameof(Endings))]
    public async Task Stream_EndsInSeveralWays_TheFirstInOrderCounts(string body, Func<CancellationTokenSource, Exception>? end, string outcome)
    {
        using CancellationTokenSource cancellation = new();
        var length = WireSamples.Bytes(body).Length;
        TrickleStream network = new(WireSamples.Bytes(body), Delivery.SeededPieces)
        {
            BeforeRead = position => _ = position == length && end is not null ? throw end(cancellation) : 0
        };
        await using MonitoredClient client = new(_ => WireSamples.Stream(network, "text/event-stream"));
        using var response = await client.Http.SendAsync(
            WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead, CancellationToken.None);
        var stream = await response.Content.ReadAsStreamAsync(CancellationToken.None);

        if (end is null)
        {
            await stream.CopyToAsync(Stream.Null, cancellation.Token);
        }
        else
        {
            await Assert.CatchAsync(() => stream.CopyToAsync(Stream.Null, cancellation.Token));
            response.Dispose();
        }

        Assert.That(client.Outcome, Is.EqualTo(outcome));
    }

    [Test]
    public async Task Choices_OneFilteredOneCut_IsContentFilter()
    {
        const string body =
            """{"choices":[{"index":0,"finish_reason":"length"},{"index":1,"finish_reason":"content_filter"},{"index":2,"finish_reason":"stop"}]}""";
        await using MonitoredClient client = new(_ => WireSamples.Trickle(body));

        using var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatRequest.Replace("\"model\"", "\"n\":3,\"model\"")));

        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.ContentFilter));
        Assert.That((await client.EventAsync()).FinishReasons, Is.EqualTo(new[] { "length", "content_filter", "stop" }));
    }

    [Test]
    public async Task Choices_OneOfTwoFinishedThenTheEnd_IsBroken()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(Start + Finish("stop")));

        using var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest.Replace("\"model\"", "\"n\":2,\"model\"")));

        Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((LlmOutcomes.Broken, "stream_truncated")));
    }

    [Test]
    public async Task Call_EndedInManyWaysAtOnce_IsRecordedOnce()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatStream, Delivery.ByteByByte));
        const int calls = 200;

        await Parallel.ForEachAsync(Enumerable.Range(0, calls), async (_, token) =>
        {
            var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead, token);
            var stream = await response.Content.ReadAsStreamAsync(token);
            _ = await stream.ReadAsync(new byte[30], token);
            await Task.WhenAll(Task.Run(response.Dispose, token), Task.Run(stream.Dispose, token), Task.Run(async () =>
            {
                try
                {
                    await stream.CopyToAsync(Stream.Null, token);
                }
                catch (ObjectDisposedException)
                {
                    // Disposed beneath the copy, as the test means to.
                }
            }, token));
        });

        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(calls));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Attempts), Is.EqualTo(calls));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }

    private static TestCaseData Case(string name, string body, Func<CancellationTokenSource, Exception>? end, string outcome) =>
        new TestCaseData(body, end, outcome).SetArgDisplayNames(name);

    private static string Finish(string reason) => $"data: {{\"choices\":[{{\"index\":0,\"delta\":{{}},\"finish_reason\":\"{reason}\"}}]}}\n\n";
}
