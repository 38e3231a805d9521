using System.Net.Http.Json;
using LlmHttpMetrics.Tests.Interception;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Insights.Budgets;

/// <summary>What the guard does to content that it has to read: nothing that the caller could notice.</summary>
public sealed class GuardedContentTests
{
    private static readonly TimeSpan SafetyLimit = HangGuard.Limit;
    private static readonly byte[] Body = WireSamples.Bytes(WireSamples.ChatRequest.Replace("gpt-5-mini", "gpt-4.1", StringComparison.Ordinal));

    [Test]
    public async Task Token_ThatFiresWhileContentStalls_IsHeardAndTheCallRecorded([Values] bool sync, [Values] bool hears)
    {
        await using var client = await SpentAsync();
        using CancellationTokenSource cancellation = new();
        StalledStream stream = new(Body, hears);
        using var request = Post(WithLength(new StreamContent(stream)));

        var sending = Task.Run(
            () => sync ? Task.FromResult(client.Client.Http.Send(request, cancellation.Token)) : client.Client.Http.SendAsync(request, cancellation.Token),
            CancellationToken.None);
        await stream.Stalled.WaitAsync(SafetyLimit);
        await cancellation.CancelAsync();

        var thrown = await Assert.ThrowsAsync<TaskCanceledException>(() => sending.WaitAsync(SafetyLimit));
        Assert.That(thrown!.CancellationToken, Is.EqualTo(cancellation.Token));
        Assert.That(client.Client.Recorder.Of(LlmInstrumentNames.Requests)[^1].Tag(LlmTagNames.Outcome), Is.EqualTo(LlmOutcomes.Cancelled));
        Assert.That(client.Client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
        stream.Release();
    }

    [Test]
    public async Task Timeout_WhileContentStalls_IsHeard([Values] bool sync)
    {
        await using var client = await SpentAsync();
        using var http = client.Client.Services.GetRequiredService<IHttpClientFactory>().CreateClient(MonitoredClient.Name);
        http.Timeout = TimeSpan.FromMilliseconds(50);
        StalledStream stream = new(Body, hears: false);
        using var request = Post(WithLength(new StreamContent(stream)));

        var sending = Task.Run(() => sync ? Task.FromResult(http.Send(request)) : http.SendAsync(request));

        var thrown = await Assert.ThrowsAsync<TaskCanceledException>(() => sending.WaitAsync(SafetyLimit));
        Assert.That(thrown!.InnerException, Is.TypeOf<TimeoutException>());
        stream.Release();
    }

    [Test]
    public async Task Timeout_WhileContentStalls_IsRecordedAsOne()
    {
        await using var client = await SpentAsync(options => options.ClientTimeout = TimeSpan.FromSeconds(10));
        using CancellationTokenSource cancellation = new();
        StalledStream stream = new(Body);
        using var request = Post(WithLength(new StreamContent(stream)));

        var sending = client.Client.Http.SendAsync(request, cancellation.Token);
        await stream.Stalled.WaitAsync(SafetyLimit);
        client.Client.Time.Advance(TimeSpan.FromSeconds(10));
        await cancellation.CancelAsync();

        await Assert.ThrowsAsync<TaskCanceledException>(() => sending.WaitAsync(SafetyLimit));
        Assert.That(client.Client.Recorder.Of(LlmInstrumentNames.Requests)[^1].Tag(LlmTagNames.Outcome), Is.EqualTo(LlmOutcomes.Timeout));
    }

    [Test]
    public async Task Content_ThatFails_FailsAsWithoutUs([Values] bool sync)
    {
        await using var client = await SpentAsync();
        using HttpMessageInvoker bare = new(new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)));

        var expected = await ThrownAsync(bare, sync);
        var seen = await ThrownAsync(client.Client.Http, sync);

        Assert.That((
            seen.GetType(), seen.Message, seen.InnerException?.Message), Is.EqualTo((expected.GetType(), expected.Message, expected.InnerException?.Message)));
        Assert.That(expected.InnerException, Is.TypeOf<IOException>());
    }

    [Test]
    public async Task Content_ThatIsRead_IsSerializedOnceAndHasItsLengthBelow([Values] bool sync, [Values] bool isJson)
    {
        await using var client = await SpentAsync();
        HttpContent content = isJson ? JsonContent.Create(new { model = "gpt-4.1" }) : new PiecewiseContent(Body) { KnowsLength = true };
        using var request = Post(content);

        using var response = sync ? client.Client.Http.Send(request) : await client.Client.Http.SendAsync(request);

        Assert.That(client.Network.Contents[^1]!.Headers.ContentLength, Is.EqualTo(isJson ? null : Body.Length));
        Assert.That(client.Network.Contents[^1]!.Headers.ContentType, Is.EqualTo(content.Headers.ContentType));
        Assert.That(request.Content, Is.SameAs(content));
        Assert.That((content as PiecewiseContent)?.Serialized ?? 1, Is.EqualTo(1));
        await LlmMonitoring.FlushAsync();
        Assert.That(client.Client.Sink.Events[^1].RequestModel, Is.EqualTo("gpt-4.1"));
    }

    [Test]
    public async Task Content_SentTwice_IsSerializedForEachCall()
    {
        await using var client = await SpentAsync();
        var bytes = Body.ToArray();
        StreamContent content = new(new MemoryStream(bytes));
        using (await client.Client.Http.SendAsync(Post(content)))
        {
            bytes[^1] = (byte)' ';
        }

        using (await client.Client.Http.SendAsync(Post(content)))
        {
            Assert.That(client.Network.Bodies[^1], Is.EqualTo(bytes));
        }
    }

    [Test]
    public async Task Content_OfACallThatWasCancelledBefore_IsNotTouched([Values] bool sync)
    {
        await using var client = await SpentAsync();
        PiecewiseContent content = new(Body) { KnowsLength = true };
        using var request = Post(content);
        using HttpMessageInvoker http = new(
            LlmMonitoring.CreateHandler(
                new RefusingHandler(), options: new LlmMonitoringOptions().UseBudgets(client.Client.Services.GetRequiredService<LlmBudgets>())));

        await Assert.CatchAsync<OperationCanceledException>(
            async () => _ = sync ? http.Send(request, new CancellationToken(true)) : await http.SendAsync(request, new CancellationToken(true)));

        Assert.That(content.Serialized, Is.Zero);
    }

    [Test]
    public async Task Request_DisposedOfWhileItIsSent_TakesTheCallersContentWithIt([Values] bool sync)
    {
        StubHandler network = null!;
        network = new StubHandler(request =>
        {
            if (network.Sends > 2)
            {
                request.Dispose();
            }

            return WireSamples.Trickle(WireSamples.ChatAnswer);
        });
        await using var client = await SpentAsync(network: network);
        StreamContent content = new(new TrickleStream(Body));
        content.Headers.ContentLength = Body.Length;
        var request = Post(content);

        using var response = sync ? client.Client.Http.Send(request) : await client.Client.Http.SendAsync(request);

        Assert.That(response.IsSuccessStatusCode);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => content.ReadAsStringAsync());
    }

    [Test]
    public async Task Content_ThatIsLongerThanItSays_GoesOutWhole()
    {
        await using var client = await SpentAsync();
        StreamContent content = new(new TrickleStream(Body));
        content.Headers.ContentLength = 5;

        using (await client.Client.Http.SendAsync(Post(content)))
        {
            Assert.That(client.Network.Bodies[^1], Is.EqualTo(Body));
        }
    }

    [Test]
    public async Task Json_ThatIsTooLong_IsNotRefusedAndNoFault()
    {
        await using var client = await SpentAsync();
        var text = new string('x', 1024 * 1024);

        using (await client.Client.Http.SendAsync(Post(JsonContent.Create(new { model = "gpt-5-mini", text }))))
        {
            Assert.That(client.Network.Bodies[^1], Has.Length.GreaterThan(text.Length));
        }

        Assert.That(client.Client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }

    private static HttpRequestMessage Post(HttpContent content) => new(HttpMethod.Post, WireSamples.OpenAiChat) { Content = content };

    private static HttpContent WithLength(HttpContent content)
    {
        content.Headers.ContentLength = Body.Length;
        return content;
    }

    private static async Task<Exception> ThrownAsync(HttpMessageInvoker http, bool sync)
    {
        TrickleStream stream = new(Body, Delivery.ByteByByte) { BeforeRead = at => _ = at > 20 ? throw new IOException("the file") : at };
        using var request = Post(WithLength(new StreamContent(stream)));
        return (await Assert.CatchAsync(
            async () => _ = sync ? http.Send(request, CancellationToken.None) : await http.SendAsync(request, CancellationToken.None)))!;
    }

    /// <summary>A client whose budget for gpt-5 is spent, so that every request has to be read.</summary>
    private static async Task<BudgetClient> SpentAsync(Action<LlmMonitoringOptions>? options = null, StubHandler? network = null)
    {
        BudgetClient client = new(
            budget =>
            {
                budget.RefuseWhenSpent = true;
                budget.Model = "gpt-5*";
            },
            network,
            options);
        await client.SpendAsync();
        return client;
    }

    /// <summary>Looks at the token first, as the transport does.</summary>
    private sealed class RefusingHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromCanceled<HttpResponseMessage>(cancellationToken);

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new OperationCanceledException(cancellationToken);
    }
}
