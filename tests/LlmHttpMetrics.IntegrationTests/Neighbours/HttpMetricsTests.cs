using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net.Sockets;
using LlmHttpMetrics.IntegrationTests.MockProviders;
using LlmHttpMetrics.MockProviders;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Neighbours;

/// <summary>Provider and model on .NET's own http.client.request.duration.</summary>
[NonParallelizable]
internal sealed class HttpMetricsTests
{
    private static readonly string?[] Tagged = ["gen_ai.provider.name=openai_compatible", "gen_ai.request.model=gpt-5"];

    [Test]
    public async Task Tags_NotAskedFor_AreNotThere()
    {
        using Durations durations = new();
        await using var monitored = await MonitoredServer.StartAsync(new MockReply());

        using var response = await monitored.SendAsync(Ask.ChatPath, Ask.Chat);

        Assert.That(durations.Of(monitored.Server), Is.EqualTo(new[] { Array.Empty<string>() }));
    }

    [TestCase(false, false)]
    [TestCase(false, true)]
    [TestCase(true, false)]
    [TestCase(true, true)]
    public async Task Tags_OfACall_AreProviderAndModel(bool sync, bool serialized)
    {
        using Durations durations = new();
        await using var monitored = await StartAsync();
        using var request = Ask.Post(Ask.ChatPath, Ask.Chat);
        if (serialized)
        {
            request.Content = new StreamContent(new MemoryStream(await request.Content!.ReadAsByteArrayAsync()));
        }

        using var response = sync ? monitored.Http.Send(request) : await monitored.Http.SendAsync(request);

        Assert.That(durations.Of(monitored.Server), Is.EqualTo(new[] { Tagged }));
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(1));
    }

    [Test]
    public async Task Tags_OfRetries_AreOnEachSendOnce()
    {
        using Durations durations = new();
        await using var monitored = await StartAsync(builder: client => client.AddHttpMessageHandler(() => new Twice()));
        monitored.Server.Enqueue(new MockReply { Fault = MockFault.Status(503) });

        using var response = await monitored.SendAsync(Ask.ChatPath, Ask.Chat);
        await response.Content.LoadIntoBufferAsync();

        Assert.That(durations.Of(monitored.Server), Is.EqualTo(new[] { Tagged, Tagged }));
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Attempts), Is.EqualTo(2));
    }

    [Test]
    public async Task Tags_OfWhatIsNoModelCall_AreNotThere()
    {
        using Durations durations = new();
        await using var monitored = await StartAsync();

        using var models = await monitored.Http.GetAsync(new Uri("v1/models", UriKind.Relative));
        using var other = await monitored.SendAsync(Ask.ChatPath, """{"nothing":"of the kind"}""");

        Assert.That(durations.Of(monitored.Server), Is.EqualTo(new[] { Array.Empty<string>(), [] }));
    }

    [Test]
    public async Task Tags_OfACallThatFails_AreThere()
    {
        using Durations durations = new();
        await using var monitored = await StartAsync(
            transport: handler => handler.ConnectCallback = (_, _) => throw new SocketException((int)SocketError.ConnectionRefused));

        await Assert.CatchAsync<HttpRequestException>(() => monitored.SendAsync(Ask.ChatPath, Ask.Chat));

        Assert.That(durations.Of(monitored.Server), Is.EqualTo(new[] { Tagged }));
    }

    [Test]
    public async Task Models_BeyondTheLimit_AreOther()
    {
        using Durations durations = new();
        await using var monitored = await StartAsync(most: 1);

        using var first = await monitored.SendAsync(Ask.ChatPath, Ask.Chat);
        using var second = await monitored.SendAsync(Ask.ChatPath, Ask.Chat.Replace("gpt-5", "gpt-6", StringComparison.Ordinal));

        Assert.That(durations.Of(monitored.Server).SelectMany(tags => tags).Where(tag => tag!.StartsWith("gen_ai.request.model", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "gen_ai.request.model=gpt-5", "gen_ai.request.model=_OTHER" }));
    }

    private static Task<MonitoredServer> StartAsync(
        Action<SocketsHttpHandler>? transport = null, Action<IHttpClientBuilder>? builder = null, int most = 1000) =>
        MonitoredServer.StartAsync(
            new MockReply(),
            transport: transport,
            configure: options => options.TagHttpMetrics = true,
            builder: client =>
            {
                client.Services.ConfigureLlmMonitoring(options => options.Tags.MaxTagValues = most);
                builder?.Invoke(client);
            });

    /// <summary>Sends again, the very same request, where the service is not at hand.</summary>
    private sealed class Twice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var first = await base.SendAsync(request, cancellationToken);
            if (first.IsSuccessStatusCode)
            {
                return first;
            }

            first.Dispose();
            return await base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>The measurements of .NET's own, by port, with their tags that begin with gen_ai.</summary>
    private sealed class Durations : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<KeyValuePair<string, object?>[]> _all = new();

        public Durations()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "http.client.request.duration")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<double>((_, _, tags, _) => _all.Enqueue(tags.ToArray()));
            _listener.Start();
        }

        public string?[][] Of(MockProviderServer server) =>
        [
            .. _all.Where(tags => tags.Any(tag => tag.Key == "server.port" && Equals(tag.Value, server.BaseAddress.Port)))
                .Select(tags => tags.Where(tag => tag.Key.StartsWith("gen_ai.", StringComparison.Ordinal))
                    .Select(tag => $"{tag.Key}={tag.Value}")
                    .Order(StringComparer.Ordinal)
                    .ToArray()),
        ];

        public void Dispose() => _listener.Dispose();
    }
}
