namespace LlmHttpMetrics.Tests.Interception;

/// <summary>Exceptions and cancellation are what they would be without us, and end the call.</summary>
public sealed class FailureTests
{
    public static readonly object[] Exceptions =
    [
        Case(new HttpRequestException(HttpRequestError.NameResolutionError), LlmOutcomes.Broken, "name_resolution_error"),
        Case(new HttpRequestException(HttpRequestError.SecureConnectionError), LlmOutcomes.Broken, "secure_connection_error"),
        Case(new HttpRequestException("?", new HttpIOException(HttpRequestError.ResponseEnded)), LlmOutcomes.Broken, "response_ended"),
        Case(new HttpRequestException("?"), LlmOutcomes.Broken, "System.Net.Http.HttpRequestException"),
        Case(new IOException("?"), LlmOutcomes.Broken, "System.IO.IOException"),
        Case(new TimeoutException(), LlmOutcomes.Timeout, "System.TimeoutException"),
        Case(new TaskCanceledException("?", new TimeoutException()), LlmOutcomes.Timeout, "System.Threading.Tasks.TaskCanceledException"),
        Case(new Polly.Timeout.TimeoutRejectedException(), LlmOutcomes.Timeout, "Polly.Timeout.TimeoutRejectedException"),
        Case(new OperationCanceledException(), LlmOutcomes.Cancelled, null),
        Case(new TaskCanceledException(), LlmOutcomes.Cancelled, null),
        Case(new InvalidDataException(), LlmOutcomes.Broken, "System.IO.InvalidDataException"),
    ];

    [TestCaseSource(nameof(Exceptions))]
    public async Task Send_Throws_TheSameExceptionComesThrough(Exception thrown, string outcome, string? errorType)
    {
        foreach (var isAsync in new[] { true, false })
        {
            await using MonitoredClient client = new(new StubHandler(_ => throw thrown) { IsAsync = isAsync, ReadsBody = false });
            using HttpMessageInvoker invoker = new(Handler(client));

            var seen = await Assert.CatchAsync(() => invoker.SendAsync(WireSamples.Post(), CancellationToken.None));

            Assert.That(seen, Is.SameAs(thrown));
            Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((outcome, errorType)));
            Assert.That(client.Recorder.Only(LlmInstrumentNames.Attempts).Tag(LlmTagNames.AttemptOutcome), Is.EqualTo(outcome));
            Assert.That(client.Recorder.Only(LlmInstrumentNames.OperationDuration).Tag(LlmTagNames.ErrorType), Is.EqualTo(errorType));
            Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
        }
    }

    [TestCaseSource(nameof(Exceptions))]
    public async Task Send_ThrowsSynchronously_TheSameExceptionComesThrough(Exception thrown, string outcome, string? errorType)
    {
        await using MonitoredClient client = new(new StubHandler(_ => throw thrown));
        using HttpMessageInvoker invoker = new(Handler(client));

        var seen = Assert.Catch(() => invoker.Send(WireSamples.Post(), CancellationToken.None));

        Assert.That(seen, Is.SameAs(thrown));
        Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((outcome, errorType)));
    }

    [TestCaseSource(nameof(Exceptions))]
    public async Task Read_Throws_TheSameExceptionComesThrough(Exception thrown, string outcome, string? errorType)
    {
        foreach (var path in ReadPath.All)
        {
            TrickleStream network = new(WireSamples.Bytes(WireSamples.ChatAnswer), Delivery.SeededPieces) { BeforeRead = position => Throw(position, thrown) };
            await using MonitoredClient client = new(_ => WireSamples.Stream(network));
            using var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);

            var seen = await Assert.CatchAsync(() => path.ReadAsync(response.Content));

            // HttpContent wraps an IOException while it buffers or copies, without us too.
            var wrapped = thrown is IOException && seen is HttpRequestException && seen.InnerException == thrown;
            Assert.That(seen == thrown || wrapped, path.Name);
            response.Dispose();
            Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((outcome, wrapped ? seen!.GetType().FullName : errorType)), path.Name);
        }
    }

    [Test]
    public async Task Read_ThrowsAfterTheStreamsEnd_TheCallIsComplete()
    {
        var end = WireSamples.Bytes(WireSamples.ChatStream).Length;
        TrickleStream network = new(WireSamples.Bytes(WireSamples.ChatStream)) { BeforeRead = position => _ = position < end ? 0 : throw new IOException() };
        await using MonitoredClient client = new(_ => WireSamples.Stream(network));
        using var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);

        await Assert.CatchAsync<IOException>(async () => await (await response.Content.ReadAsStreamAsync()).CopyToAsync(Stream.Null));

        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
    }

    [Test]
    public async Task Token_FiredBeforeTheHeaders_IsCancelledAndTheTokensException()
    {
        using CancellationTokenSource cancellation = new();
        await using MonitoredClient client = new(new StallingHandler(async token =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException("never");
        }));

        var seen = await Assert.CatchAsync<TaskCanceledException>(() => client.Http.SendAsync(WireSamples.Post(), cancellation.Token));

        Assert.That(seen!.CancellationToken, Is.EqualTo(cancellation.Token));
        Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((LlmOutcomes.Cancelled, (object?)null)));
    }

    [Test]
    public async Task Token_FiredWhileReading_IsCancelled()
    {
        using CancellationTokenSource cancellation = new();
        TrickleStream network = new(WireSamples.Bytes(WireSamples.ChatStream), Delivery.SeededPieces)
        {
            BeforeRead = position => Cancel(position, cancellation)
        };
        await using MonitoredClient client = new(_ => WireSamples.Stream(network));
        using var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);
        var stream = await response.Content.ReadAsStreamAsync();

        var seen = await Assert.CatchAsync<OperationCanceledException>(() => stream.CopyToAsync(Stream.Null, cancellation.Token));

        Assert.That(seen!.CancellationToken, Is.EqualTo(cancellation.Token));
        response.Dispose();
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Cancelled));
    }

    [Test]
    public async Task Token_FiredOnceTheClientsTimeoutHadElapsed_IsTimeout()
    {
        using CancellationTokenSource cancellation = new();
        MonitoredClient client = null!;
        client = new(
            new StallingHandler(async token =>
            {
                client.Time.Advance(TimeSpan.FromSeconds(100));
                await cancellation.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
                throw new InvalidOperationException("never");
            }));

        await Assert.CatchAsync<TaskCanceledException>(() => client.Http.SendAsync(WireSamples.Post(), cancellation.Token));

        Assert.That(client.Http.Timeout, Is.EqualTo(TimeSpan.FromSeconds(100)));
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Timeout));
        await client.DisposeAsync();
    }

    [Test]
    public async Task Dispose_BeforeTheEnd_IsAbandoned([Values] bool asynchronously)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatStream, Delivery.ByteByByte));
        var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);
        var stream = await response.Content.ReadAsStreamAsync();
        Assert.That(await stream.ReadAsync(new byte[10]), Is.EqualTo(1));

        if (asynchronously)
        {
            await stream.DisposeAsync();
        }
        else
        {
            response.Dispose();
        }

        Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((LlmOutcomes.Abandoned, (object?)null)));
        response.Dispose();
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(1));
    }

    [Test]
    public async Task Dispose_OfTheResponse_DisposesTheNetworksStream()
    {
        TrickleStream network = new(WireSamples.Bytes(WireSamples.ChatAnswer));
        await using MonitoredClient client = new(_ => WireSamples.Stream(network));
        var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);
        _ = await response.Content.ReadAsStreamAsync();

        response.Dispose();

        Assert.That(network.IsDisposed, Is.True);
    }

    private static TestCaseData Case(Exception thrown, string outcome, string? errorType) =>
        new TestCaseData(thrown, outcome, errorType).SetArgDisplayNames($"{thrown.GetType().Name} {errorType} {thrown.InnerException?.GetType().Name}");

    private static HttpMessageHandler Handler(MonitoredClient client) =>
        ((IHttpMessageHandlerFactory)client.Services.GetService(typeof(IHttpMessageHandlerFactory))!).CreateHandler(MonitoredClient.Name);

    private static void Throw(int position, Exception exception)
    {
        if (position > 50)
        {
            throw exception;
        }
    }

    private static void Cancel(int position, CancellationTokenSource cancellation)
    {
        if (position > 200)
        {
            cancellation.Cancel();
            cancellation.Token.ThrowIfCancellationRequested();
        }
    }
}
