using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Tests.Interception;

/// <summary>A response that the caller forgets is noticed when the collector takes it, and recorded once.</summary>
[NonParallelizable]
public sealed class DroppedResponseTests
{
    [TestCase(false, false)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    public async Task Response_Dropped_IsAbandonedOnce(bool opensStream, bool withHandlerBetween)
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => Wire.Trickle(Wire.ChatStream)),
            client: builder => _ = withHandlerBetween
                ? Microsoft.Extensions.DependencyInjection.HttpClientBuilderExtensions.AddHttpMessageHandler(builder, () => new InBetween(RetryTests.Retry))
                : builder);

        await DropAsync(client, opensStream);
        await CollectUntilRecordedAsync(client);

        Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((LlmOutcomes.Abandoned, (object?)null)));
    }

    [Test]
    public async Task Response_DroppedAfterItsEnd_IsRecordedOnce()
    {
        await using MonitoredClient client = new(_ => Wire.Trickle(Wire.ChatStream));

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
        var response = await client.Http.SendAsync(Wire.Post(json: Wire.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);
        if (opensStream)
        {
            _ = await (await response.Content.ReadAsStreamAsync()).ReadAsync(new byte[20]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task ReadAndDropAsync(MonitoredClient client)
    {
        var response = await client.Http.SendAsync(Wire.Post(json: Wire.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);
        _ = await response.Content.ReadAsStringAsync();
    }

    private static async Task CollectUntilRecordedAsync(MonitoredClient client)
    {
        for (var i = 0; i < 500 && client.Recorder.Of(LlmInstrumentNames.Requests).Count == 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(5);
        }
    }
}
