namespace LlmHttpMetrics.Tests.Events;

/// <summary>The event of a call, and the queue that brings it to the sinks.</summary>
public sealed class EventTests
{
    [Test]
    public async Task Event_OfAnAnswer_HoldsEveryFigure()
    {
        await using MonitoredClient client = new(_ =>
        {
            var response = WireSamples.Trickle(WireSamples.ChatAnswer);
            return response;
        });

        using var response = await client.Http.SendAsync(WireSamples.Post(WireSamples.OpenAiChat + "?key=secret"));

        var e = await client.EventAsync();
        Assert.That(e.Id, Is.Not.EqualTo(Guid.Empty));
        Assert.That(e.Timestamp, Is.EqualTo(client.Time.GetUtcNow()));
        Assert.That((e.ClientName, e.Provider, e.Operation, e.WireFormat), Is.EqualTo((MonitoredClient.Name, "openai", "chat", "openai.chat")));
        Assert.That((e.ServerAddress, e.ServerPort, e.StatusCode), Is.EqualTo(("api.openai.com", 443, (int?)200)));
        Assert.That((e.RequestModel, e.ResponseModel, e.ResponseId), Is.EqualTo(("gpt-5-mini", "gpt-5-mini-2025-08-07", "chatcmpl-1")));
        Assert.That((e.Outcome, e.ErrorType, e.Attempts, e.StreamRequested, e.Streamed), Is.EqualTo((LlmOutcomes.Completed, (string?)null, 1, false, false)));
        Assert.That(e.Tokens, Is.EqualTo(new LlmTokens { Input = 11, Output = 7, Total = 18, CachedInput = 4, Reasoning = 3 }));
        Assert.That((e.TokenSource, e.UsageMissing, e.ServedServiceTier), Is.EqualTo(("provider", false, "default")));
        Assert.That(e.FinishReasons, Is.EqualTo(new[] { "stop" }));
        Assert.That(
            (e.PromptCharacters, e.ResponseCharacters, e.RequestBytes, e.ResponseBytes),
            Is.EqualTo((19L, 16L, (long)WireSamples.Bytes(WireSamples.ChatRequest).Length, (long)WireSamples.Bytes(WireSamples.ChatAnswer).Length)));
        Assert.That((e.TimeToFirstToken, e.Chunks, e.ToolCalls), Is.EqualTo(((TimeSpan?)null, 0, 0)));
        Assert.That((e.Cost, e.Currency, e.CostSource), Is.EqualTo(((decimal?)0.00001585m, "USD", "table")), "7 at 0.25, 4 at 0.025, 7 at 2 for a million");
    }

    [Test]
    public async Task Sink_Throws_IsCountedAndCalledAgain()
    {
        var calls = 0;
        CollectingSink sink = new() { Before = _ => calls++ == 0 ? throw new InvalidOperationException() : Task.CompletedTask };
        await using MonitoredClient client = WithSink(sink);

        (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        await LlmMonitoring.FlushAsync();

        Assert.That(sink.Events, Has.Count.EqualTo(1));
        Assert.That(client.Sink.Events, Has.Count.EqualTo(2), "the other sink got both");
        Assert.That(client.Recorder.Only(LlmInstrumentNames.MeasurementFailures).Tag("llm.stage"), Is.EqualTo("sink"));
    }

    [Test]
    public async Task Queue_Full_DropsAndCountsAndNeverBlocks()
    {
        TaskCompletionSource release = new();
        TaskCompletionSource reached = new();
        CollectingSink sink = new()
        {
            Before = _ =>
            {
                reached.TrySetResult();
                return release.Task;
            },
        };
        await using MonitoredClient client = WithSink(sink, options => options.EventQueue.Capacity = 3);

        (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        await reached.Task;
        for (var i = 0; i < 5; i++)
        {
            (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        }

        Assert.That(client.Recorder.Sum(LlmInstrumentNames.EventsDropped), Is.EqualTo(2));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(6));
        release.SetResult();
        await LlmMonitoring.FlushAsync();
        Assert.That(sink.Events, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Flush_Cancelled_Ends()
    {
        TaskCompletionSource release = new();
        using CancellationTokenSource cancellation = new();
        await using MonitoredClient client = WithSink(new CollectingSink { Before = _ => release.Task });
        (await client.Http.SendAsync(WireSamples.Post())).Dispose();

        var flushing = LlmMonitoring.FlushAsync(cancellation.Token);
        Assert.That(flushing.IsCompleted, Is.False);
        await cancellation.CancelAsync();

        await Assert.CatchAsync<OperationCanceledException>(() => flushing);
        release.SetResult();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Container_Disposed_DrainsTheQueue(bool asynchronously)
    {
        CollectingSink sink = new() { Before = _ => Task.Delay(1) };
        var client = WithSink(sink);
        for (var i = 0; i < 20; i++)
        {
            (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        }

        if (asynchronously)
        {
            await client.DisposeAsync();
        }
        else
        {
            client.Dispose();
        }

        Assert.That(sink.Events, Has.Count.EqualTo(20));
    }

    [Test]
    public async Task Call_EndedAfterTheContainer_HurtsNobody()
    {
        var client = WithSink(new CollectingSink());
        var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);

        await client.DisposeAsync();

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
    }

    [Test]
    public async Task Flush_WithoutSinks_IsDone()
    {
        Assert.That(LlmMonitoring.FlushAsync().IsCompletedSuccessfully, Is.True);
        await LlmMonitoring.FlushAsync();
    }

    [Test]
    public async Task Sinks_Registered_GetEventsThoughNoMeterIsListenedTo()
    {
        await using MonitoredClient client = new(new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)), listenTo: _ => false);

        (await client.Http.SendAsync(WireSamples.Post())).Dispose();

        Assert.That((await client.EventAsync()).Tokens.Output, Is.EqualTo(7));
    }

    private static MonitoredClient WithSink(CollectingSink sink, Action<LlmSharedMonitoringOptions>? shared = null) => new(
        new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
        shared ?? (_ => { }),
        services: services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<ILlmEventSink>(services, sink));
}
