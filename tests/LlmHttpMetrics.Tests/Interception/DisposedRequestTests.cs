using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Interception;

/// <summary>Request and content may be disposed of before, while and after a call is sent: it is recorded once all the same.</summary>
public sealed class DisposedRequestTests
{
    public enum DisposedAt
    {
        BeforeTheSend,
        ByTheNetwork,
        WhileItIsSent,
    }

    [Test]
    public async Task Disposed_TheCallIsRecordedOnce(
        [Values] DisposedAt when, [Values] bool contentAlone, [Values] bool inMemory, [Values] bool handlerBetween, [Values] bool fails, [Values] bool sync)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, WireSamples.OpenAiChat)
        {
            Content = inMemory ? WireSamples.Json(WireSamples.ChatRequest) : new PiecewiseContent(WireSamples.Bytes(WireSamples.ChatRequest)),
        };
        StubHandler network = new(sent =>
        {
            DisposeIf(DisposedAt.ByTheNetwork, sent);
            DisposeIf(DisposedAt.WhileItIsSent, request);
            return fails ? throw new HttpRequestException("cut") : WireSamples.Trickle(WireSamples.ChatAnswer);
        })
        {
            ReadsBody = when != DisposedAt.BeforeTheSend,
        };
        await using MonitoredClient client = new(
            network,
            client: builder => _ = handlerBetween ? builder.AddHttpMessageHandler(() => new Passing()) : builder);
        DisposeIf(DisposedAt.BeforeTheSend, request);

        try
        {
            // A client refuses a request that was disposed of before, but not one that handlers outside ours dispose of.
            using HttpMessageInvoker invoker = new(client.Services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(MonitoredClient.Name));
            using var response = sync ? invoker.Send(request, CancellationToken.None) : await invoker.SendAsync(request, CancellationToken.None);
            Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo(WireSamples.Bytes(WireSamples.ChatAnswer)));
        }
        catch (HttpRequestException)
        {
            // Without us likewise.
        }

        Assert.That(network.Sends, Is.EqualTo(1));
        Assert.That(client.Outcome, Is.EqualTo(fails ? LlmOutcomes.Broken : LlmOutcomes.Completed));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Attempts), Has.Count.EqualTo(1));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);

        void DisposeIf(DisposedAt now, HttpRequestMessage disposed)
        {
            if (when == now)
            {
                if (contentAlone)
                {
                    disposed.Content!.Dispose();
                }
                else
                {
                    disposed.Dispose();
                }
            }
        }
    }

    private sealed class Passing : DelegatingHandler;
}
