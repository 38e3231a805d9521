using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Tests.Counting.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Interception;

/// <summary>Handlers of others between our layers, doing what handlers do.</summary>
public sealed class HandlersBetweenTests
{
    [Test]
    public async Task Handler_ReadsTheRequest_SeesItAndItIsCountedOnce()
    {
        string? read = null;
        var client = Client(async (request, send, token) =>
        {
            read = await request.Content!.ReadAsStringAsync(token);
            return await send(request, token);
        });
        using HttpRequestMessage request = new(HttpMethod.Post, WireSamples.OpenAiChat)
        {
            Content = new PiecewiseContent(WireSamples.Bytes(WireSamples.ChatRequest))
        };

        using var response = await client.Http.SendAsync(request);

        Assert.That(read, Is.EqualTo(WireSamples.ChatRequest));
        Assert.That((await client.EventAsync()).RequestBytes, Is.EqualTo(WireSamples.Bytes(WireSamples.ChatRequest).Length));
        await client.DisposeAsync();
    }

    [Test]
    public async Task Handler_ReplacesTheRequest_TheOneSentIsRead()
    {
        var client = Client((request, send, token) =>
        {
            request.Content = new PiecewiseContent(WireSamples.Bytes(WireSamples.ChatRequest.Replace("gpt-5-mini", "gpt-4o")));
            return send(request, token);
        });

        using var response = await client.Http.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, WireSamples.OpenAiChat) { Content = new PiecewiseContent(WireSamples.Bytes(WireSamples.ChatRequest)) });

        Assert.That((await client.EventAsync()).RequestModel, Is.EqualTo("gpt-4o"));
        await client.DisposeAsync();
    }

    /// <summary>Once the handler has yielded, both layers look at what lies in memory, each on a thread of its own.</summary>
    [Test]
    public async Task Handler_Yields_TheRequestIsReadOnce()
    {
        const int Calls = 200;
        await using var client = Client(async (request, send, token) =>
        {
            await Task.Yield();
            return await send(request, token);
        });
        var json = $$"""{"model":"gpt-4o","messages":[{"role":"user","content":"{{new string('x', 100_000)}}"}]}""";
        for (var i = 0; i < Calls; i++)
        {
            using var response = await client.Http.SendAsync(WireSamples.Post(json: json));
        }

        await LlmMonitoring.FlushAsync();
        var read = client.Sink.Events.Select(e => (e.RequestModel, e.RequestBytes, e.PromptCharacters));
        Assert.That(read, Is.All.EqualTo(("gpt-4o", (long)json.Length, 100_000L)));
        Assert.That(client.Sink.Events, Has.Count.EqualTo(Calls));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }

    [Test]
    public async Task Handler_HedgesAndTheLoserIsStillBeingSent_ItsTextIsReadNoMoreAndGivenBack()
    {
        var before = TextBuffers.Out;
        HeldContent content = new(WireSamples.Bytes(WireSamples.ChatRequest));
        Task<HttpResponseMessage>? loser = null;
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            client: builder => builder.AddHttpMessageHandler(() => new InBetween(async (request, send, token) =>
            {
                loser = send(request, token);
                await content.HalfWritten;
                return await send(request, token);
            })),
            services: services => services.AddSingleton<ITokenCounterSource>(new WordCounter()));

        using (await client.Http.SendAsync(new HttpRequestMessage(HttpMethod.Post, WireSamples.OpenAiChat) { Content = content }))
        {
        }

        await LlmMonitoring.FlushAsync();
        Assert.That(() => TextBuffers.Out, Is.LessThanOrEqualTo(before).After(HangGuard.Milliseconds, 5));
        content.Release();
        (await loser!).Dispose();
        Assert.That(TextBuffers.Out, Is.LessThanOrEqualTo(before));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }

    [Test]
    public async Task Handler_AnswersItself_IsACallWithoutAttempts()
    {
        var client = Client((_, _, _) => Task.FromResult(WireSamples.Trickle(WireSamples.ChatAnswer)));

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Attempts), Is.Empty);
        Assert.That((await client.EventAsync()).Attempts, Is.Zero);
        await client.DisposeAsync();
    }

    [Test]
    public async Task Handler_AnswersItself_TheModelAskedForIsKnown()
    {
        var client = Client((_, _, _) => Task.FromResult(WireSamples.Trickle(WireSamples.ChatAnswer)));

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That((await client.EventAsync()).RequestModel, Is.EqualTo("gpt-5-mini"));
        await client.DisposeAsync();
    }

    [Test]
    public async Task Handler_BuffersTheResponse_CallerGetsTheSameBytesOnce()
    {
        var client = Client(async (request, send, token) =>
        {
            var response = await send(request, token);
            await response.Content.ReadAsByteArrayAsync(token);
            return response;
        });
        using var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
        AssertCompletedOnce(client);
        await client.DisposeAsync();
    }

    [Test]
    public async Task Handler_ReplacesTheResponsesContent_CallerGetsItsBytes()
    {
        var client = Client(async (request, send, token) =>
        {
            var response = await send(request, token);
            var text = await response.Content.ReadAsStringAsync(token);
            response.Content = WireSamples.Json(text.Replace("c4n4ry ", "Ho "));
            return response;
        });

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer.Replace("c4n4ry ", "Ho ")));
        AssertCompletedOnce(client);
        await client.DisposeAsync();
    }

    [Test]
    public async Task Handler_WrapsTheResponsesContent_IsRecordedOnce()
    {
        var client = Client(async (request, send, token) =>
        {
            var response = await send(request, token);
            response.Content = new StreamContent(await response.Content.ReadAsStreamAsync(token));
            return response;
        });

        using var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
        AssertCompletedOnce(client);
        await client.DisposeAsync();
    }

    [Test]
    public async Task Handler_ThrowsItself_ItsExceptionComesThroughAndTheCallIsRecorded()
    {
        InvalidOperationException fault = new("mine");
        var client = Client((_, _, _) => Task.FromException<HttpResponseMessage>(fault));

        var seen = await Assert.CatchAsync(() => client.Http.SendAsync(WireSamples.Post()));

        Assert.That(seen, Is.SameAs(fault));
        Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((LlmOutcomes.Broken, "System.InvalidOperationException")));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Attempts), Is.Empty);
        await client.DisposeAsync();
    }

    [Test]
    public async Task Handler_HedgesAndTheSecondWins_TheLoserIsSuperseded()
    {
        TaskCompletionSource firstIsOut = new();
        var sends = 0;
        StallingHandler network = new(async token =>
        {
            if (Interlocked.Increment(ref sends) > 1)
            {
                return WireSamples.Trickle(WireSamples.ChatAnswer);
            }

            firstIsOut.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException("never");
        });
        await using MonitoredClient client = new(network, client: builder => builder.AddHttpMessageHandler(() => new InBetween(async (request, send, token) =>
        {
            using CancellationTokenSource loser = CancellationTokenSource.CreateLinkedTokenSource(token);
            var first = send(request, loser.Token);
            await firstIsOut.Task;
            using HttpRequestMessage clone = new(request.Method, request.RequestUri) { Content = WireSamples.Json(WireSamples.ChatRequest) };
            var winner = await send(clone, token);
            await loser.CancelAsync();
            await Assert.CatchAsync<OperationCanceledException>(() => first);
            return winner;
        })));

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
        AssertCompletedOnce(client, attempts: 2);
        Assert.That(
            client.Recorder.Of(LlmInstrumentNames.Attempts).Select(attempt => attempt.Tag(LlmTagNames.AttemptOutcome)),
            Is.EquivalentTo(new[] { LlmOutcomes.Completed, LlmOutcomes.Superseded }));
    }

    [Test]
    public async Task Handler_HedgesAndDropsTheLosersAnswer_TheLoserIsSuperseded()
    {
        var client = Client(async (request, send, token) =>
        {
            var first = await send(request, token);
            var second = await send(request, token);
            first.Dispose();
            return second;
        });

        using var response = await client.Http.SendAsync(WireSamples.Post());

        AssertCompletedOnce(client, attempts: 2);
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Attempts, (LlmTagNames.AttemptOutcome, LlmOutcomes.Superseded)), Has.Count.EqualTo(1));
        await client.DisposeAsync();
    }

    [Test]
    public async Task Handler_FetchesATokenByTheFactory_ThatIsNoAttemptOfTheCall()
    {
        ServiceProvider services = null!;
        string? token = null;
        StubHandler network = new(
            request => request.Method == HttpMethod.Get ? WireSamples.Trickle("""{"token":"t"}""") : WireSamples.Trickle(WireSamples.ChatAnswer));
        await using MonitoredClient client = new(
            network,
            client: builder => builder.AddHttpMessageHandler(() => new InBetween(async (request, send, cancellation) =>
            {
                using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("login");
                token = await http.GetStringAsync(new Uri("https://login.example/token"), cancellation);
                return await send(request, cancellation);
            })),
            services: collection => collection.AddHttpClient("login")
                .ConfigurePrimaryHttpMessageHandler(() => network)
                .AddHttpMessageHandler(() => new InBetween((request, send, cancellation) => send(request, cancellation)))
                .AddLlmMonitoring());
        services = client.Services;

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(token, Is.EqualTo("""{"token":"t"}"""));
        AssertCompletedOnce(client);
        Assert.That((await client.EventAsync()).RequestModel, Is.EqualTo("gpt-5-mini"));
    }

    [Test]
    public async Task Handler_AsksAnotherModelFirst_BothCallsAreRecordedEachWithItsOwnAttempt()
    {
        ServiceProvider services = null!;
        StubHandler network = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        await using MonitoredClient client = new(
            network,
            client: builder => builder.AddHttpMessageHandler(() => new InBetween(async (request, send, cancellation) =>
            {
                using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("guard");
                using var verdict = await http.SendAsync(WireSamples.Post(json: WireSamples.ChatRequest.Replace("gpt-5-mini", "guard")), cancellation);
                using HttpRequestMessage clone = new(request.Method, request.RequestUri) { Content = request.Content };
                return await send(clone, cancellation);
            })),
            services: collection => collection.AddHttpClient("guard")
                .ConfigurePrimaryHttpMessageHandler(() => network)
                .AddHttpMessageHandler(() => new InBetween((request, send, cancellation) => send(request, cancellation)))
                .AddLlmMonitoring());
        services = client.Services;

        using var response = await client.Http.SendAsync(WireSamples.Post());

        foreach (var model in new[] { "guard", "gpt-5-mini" })
        {
            Assert.That(client.Recorder.Sum(LlmInstrumentNames.Requests, (LlmTagNames.RequestModel, model)), Is.EqualTo(1), model);
            Assert.That(client.Recorder.Sum(LlmInstrumentNames.Attempts, (LlmTagNames.RequestModel, model)), Is.EqualTo(1), model);
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Call_Synchronous_LeavesNothingInTheCallersFlow(bool fails)
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => fails ? throw new HttpRequestException() : WireSamples.Trickle(WireSamples.ChatAnswer)),
            client: builder => builder.AddHttpMessageHandler(() => new PassThrough()));

        Assert.That(() => client.Http.Send(WireSamples.Post()).Dispose(), fails ? Throws.InstanceOf<HttpRequestException>() : Throws.Nothing);

        using HttpRequestMessage next = new();
        Assert.That(LlmHttpMetrics.Interception.ExchangeLink.Find(next), Is.Null);
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Attempts), Is.EqualTo(1));
    }

    /// <summary>Written in two parts the first time, cut within the prompt, the second of them when it is released.</summary>
    private sealed class HeldContent(byte[] body) : HttpContent
    {
        private readonly TaskCompletionSource _halfWritten = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _serialized;

        public Task HalfWritten => _halfWritten.Task;

        public void Release() => _released.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            var half = Interlocked.Increment(ref _serialized) == 1 ? body.AsSpan().IndexOf("c4n4ry"u8) : body.Length;
            await stream.WriteAsync(body.AsMemory(0, half));
            if (half < body.Length)
            {
                _halfWritten.TrySetResult();
                await _released.Task;
                await stream.WriteAsync(body.AsMemory(half));
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }

    private static MonitoredClient Client(
        Func<
            HttpRequestMessage,
            Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>,
            CancellationToken,
            Task<HttpResponseMessage>> between) =>
        new(new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)), client: builder => builder.AddHttpMessageHandler(() => new InBetween(between)));

    private static void AssertCompletedOnce(MonitoredClient client, int attempts = 1)
    {
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Attempts), Is.EqualTo(attempts));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "input")), Is.EqualTo(11));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }

    private sealed class PassThrough : DelegatingHandler;
}
