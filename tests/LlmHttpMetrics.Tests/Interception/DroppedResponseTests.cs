using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Tests.Interception;

/// <summary>A response that the caller forgets is noticed when the collector takes it, and recorded once.</summary>
[NonParallelizable]
public sealed class DroppedResponseTests
{
    private const int RoomForACall = 16 * 1024 * 1024;

    [TestCase(false, false)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    public async Task Response_Dropped_IsAbandonedOnce(bool opensStream, bool withHandlerBetween)
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatStream)),
            client: builder => _ = withHandlerBetween
                ? Microsoft.Extensions.DependencyInjection.HttpClientBuilderExtensions.AddHttpMessageHandler(builder, () => new InBetween(RetryTests.Retry))
                : builder);

        await DropAsync(client, opensStream);
        await CollectUntilRecordedAsync(client);

        Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((LlmOutcomes.Abandoned, (object?)null)));
    }

    [Test]
    public async Task Response_DroppedWhileSomebodyKeepsAnEarlierRequest_IsAbandoned()
    {
        // The state of a call is used again on the same thread, so all of it happens on this one.
        StubHandler network = new(_ => WireSamples.Trickle(WireSamples.ChatStream)) { IsAsync = false };
        using MonitoredClient client = new(network, listenTo: name => name == LlmInstrumentNames.Requests);
        SendOwnContent(client);
        Assert.That(network.Contents[0], Is.Not.TypeOf<PiecewiseContent>(), "what was sent is kept, and stands in for the caller's");
        client.Recorder.Clear();

        DropAtOnce(client);
        await CollectUntilRecordedAsync(client);

        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Abandoned));
        GC.KeepAlive(network);
    }

    /// <summary>What watched the first cannot watch again.</summary>
    [Test]
    public async Task Responses_DroppedOneAfterAnother_AreAllNoticed()
    {
        using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatStream)) { IsAsync = false }, listenTo: name => name == LlmInstrumentNames.Requests);
        for (var i = 1; i <= 4; i++)
        {
            DropAtOnce(client);
            await CollectUntilRecordedAsync(client, i);
        }

        Assert.That(client.Recorder.Of(LlmInstrumentNames.Requests), Has.Count.EqualTo(4));
    }

    /// <summary>Full collections are rare: what watches a response must be no older than it.</summary>
    [Test]
    public void Response_DroppedAfterOldCalls_IsNoticedByAYoungCollection()
    {
        using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatStream)) { IsAsync = false }, listenTo: name => name == LlmInstrumentNames.Requests);
        ReadAtOnce(client);
        GC.Collect();
        GC.Collect();
        client.Recorder.Clear();

        // A collection while the response is still in use would make it old, whatever watches it.
        Assert.That(GC.TryStartNoGCRegion(RoomForACall), Is.True);
        DropAtOnce(client);
        GC.EndNoGCRegion();
        GC.Collect(0);
        GC.WaitForPendingFinalizers();

        Assert.That(() => client.Recorder.Of(LlmInstrumentNames.Requests).Count, Is.EqualTo(1).After(HangGuard.Milliseconds, 10));
    }

    [Test]
    public async Task Response_DroppedAfterItsEnd_IsRecordedOnce()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatStream));

        await ReadAndDropAsync(client);
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task DropAsync(MonitoredClient client, bool opensStream)
    {
        var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);
        if (opensStream)
        {
            _ = await (await response.Content.ReadAsStreamAsync()).ReadAsync(new byte[20]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SendOwnContent(MonitoredClient client)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, WireSamples.OpenAiChat)
        {
            Content = new PiecewiseContent(WireSamples.Bytes(WireSamples.ChatRequest))
        };
        client.Http.Send(request).Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DropAtOnce(MonitoredClient client) =>
        _ = client.Http.Send(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReadAtOnce(MonitoredClient client)
    {
        using var response = client.Http.Send(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseContentRead);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task ReadAndDropAsync(MonitoredClient client)
    {
        var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);
        _ = await response.Content.ReadAsStringAsync();
    }

    private static Task CollectUntilRecordedAsync(MonitoredClient client, int calls = 1) =>
        GarbageCollections.UntilAsync(() => client.Recorder.Of(LlmInstrumentNames.Requests).Count >= calls);
}
