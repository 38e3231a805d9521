using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Interception;

/// <summary>Without listeners, the inner task passes through and nothing is allocated.</summary>
[NonParallelizable]
public sealed class NobodyListensTests
{
    [Test]
    public async Task Task_OfTheNetwork_IsTheVerySame()
    {
        TaskCompletionSource<HttpResponseMessage> pending = new();
        using var services = Services(new StallingHandler(_ => pending.Task));
        using HttpMessageInvoker invoker = new(services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("llm"));
        using HttpMessageInvoker own = new(LlmMonitoring.CreateHandler(new StallingHandler(_ => pending.Task)));

        Assert.That(invoker.SendAsync(WireSamples.Post(), CancellationToken.None), Is.SameAs(pending.Task));
        Assert.That(own.SendAsync(WireSamples.Post(), CancellationToken.None), Is.SameAs(pending.Task));

        using var response = WireSamples.Trickle(WireSamples.ChatAnswer);
        var content = response.Content;
        pending.SetResult(response);
        await pending.Task;
        Assert.That(response.Content, Is.SameAs(content));
    }

    [Test]
    public void Calls_ThroughTheFactorysChain_AllocateNothing()
    {
        using HttpResponseMessage response = new();
        var answer = Task.FromResult(response);
        using var services = Services(new StallingHandler(_ => answer));
        using HttpMessageInvoker invoker = new(services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("llm"));

        Assert.That(AllocatedPerThousand(invoker), Is.Zero);
    }

    [Test]
    public void Calls_ThroughOurOwnChain_AllocateNothing()
    {
        using HttpResponseMessage response = new();
        var answer = Task.FromResult(response);
        using HttpMessageInvoker invoker = new(LlmMonitoring.CreateHandler(new StallingHandler(_ => answer)));
        using HttpMessageInvoker linked = new(LlmMonitoring.CreateHandler(new StallingHandler(_ => answer), inner => new PassThrough { InnerHandler = inner }));

        Assert.That(AllocatedPerThousand(invoker), Is.Zero);
        Assert.That(AllocatedPerThousand(linked), Is.Zero);
    }

    [Test]
    public async Task Enabled_Off_PassesThroughThoughSomebodyListens()
    {
        StubHandler network = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        await using MonitoredClient client = new(network, options => options.Enabled = false);

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(response.Content, Is.TypeOf<StreamContent>());
        Assert.That(client.Recorder.All, Is.Empty);
        await LlmMonitoring.FlushAsync();
        Assert.That(client.Sink.Events, Is.Empty);
    }

    private static ServiceProvider Services(HttpMessageHandler network)
    {
        ServiceCollection services = new();
        services.AddMetrics();
        services.AddHttpClient("llm").RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => network).AddLlmMonitoring();
        return services.BuildServiceProvider();
    }

    private static long AllocatedPerThousand(HttpMessageInvoker invoker)
    {
        using var request = WireSamples.Post();
        long allocated = 0;
        for (var round = 0; round < 20; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                _ = invoker.SendAsync(request, CancellationToken.None);
            }

            // The last round counts: by then the compiler has done its own allocating.
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return allocated;
    }

    private sealed class PassThrough : DelegatingHandler;
}
