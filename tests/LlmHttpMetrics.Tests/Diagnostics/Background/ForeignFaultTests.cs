using LlmHttpMetrics.Tests.Counting.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Diagnostics.Background;

/// <summary>Listeners and loggers that throw where no caller could catch it: on timers, threads, reloads and on start.</summary>
public sealed class ForeignFaultTests
{
    private const string Answer = """{"model":"local","choices":[{"index":0,"message":{"content":"one two"},"finish_reason":"stop"}]}""";

    private const string Reported = """{"model":"local","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1}}""";

    private static readonly string[] Faulty = ["listener", "logger", "levels"];

    [TestCaseSource(nameof(Faulty))]
    public async Task Tokenizer_TimesOut_TheFaultStaysHereAndTheEventComes(string faulty)
    {
        using ManualResetEventSlim entered = new();
        using ManualResetEventSlim release = new();
        await using var client = Client(faulty, services => services.AddSingleton<ITokenCounterSource>(new WordCounter
        {
            OnCount = _ =>
            {
                entered.Set();
                release.Wait();
            },
        }));
        (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        entered.Wait();
        Throw(client, faulty);

        Assert.That(() => client.Time.Advance(TimeSpan.FromMilliseconds(101)), Throws.Nothing);
        release.Set();
        await LlmMonitoring.FlushAsync().WaitAsync(HangGuard.Limit);

        Assert.That(client.Sink.Only.FallbackReason, Is.EqualTo("timeout"));
    }

    [TestCaseSource(nameof(Faulty))]
    public async Task PriceFile_Changes_TheFaultStaysHereAndThePricesAreNew(string faulty)
    {
        using TemporaryFolder folder = new();
        var file = folder.File("prices.json");
        await WritePriceAsync(file, 1);
        await using var client = Client(faulty, services => services.ConfigureLlmMonitoring(options => options.Pricing.File = file), answer: Reported);
        Throw(client, faulty);

        await WritePriceAsync(file, 20);
        Assert.That(() => client.Time.Advance(TimeSpan.FromSeconds(6)), Throws.Nothing);
        await WritePriceAsync(file, 300);
        Assert.That(() => client.Time.Advance(TimeSpan.FromSeconds(6)), Throws.Nothing);

        client.Recorder.OnMeasurement = null;
        (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        await LlmMonitoring.FlushAsync();
        Assert.That(client.Sink.Only.Cost, Is.EqualTo(300 * 2));
    }

    [TestCaseSource(nameof(Faulty))]
    public async Task Reload_OfWrongSettings_TheFaultStaysHere(string faulty)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection().Build();
        await using var client = Client(faulty, builder: builder => builder.AddLlmMonitoring(configuration));
        Throw(client, faulty);

        configuration["MaxRetainedInput"] = "-1";

        Assert.That(configuration.Reload, Throws.Nothing);
    }

    [Test]
    public async Task Start_WithARuleThatCanNeverDecide_IsNotStoppedByALogger([Values] bool throwsAtLevels)
    {
        using ThrowingLogger logger = new() { ThrowsAtLevels = throwsAtLevels };
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            options =>
            {
                options.AutoRules.Add(new LlmStrategyRule { Strategy = LlmStrategies.Capacity });
                options.AutoRules.Add(new LlmStrategyRule { Provider = "openai", Strategy = LlmStrategies.Hybrid });
            },
            services: services => services.AddLogging(logging => logging.AddProvider(logger)));

        Assert.That(logger.Thrown, Is.Positive);
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Requests), Is.Empty);
    }

    [Test]
    public async Task Sink_OfWhichAListenerThrows_CostsNoLaterEvent()
    {
        var calls = 0;
        CollectingSink faulty = new() { Before = _ => calls++ == 0 ? throw new InvalidOperationException() : Task.CompletedTask };
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)), services: services => services.AddSingleton<ILlmEventSink>(faulty));
        client.Recorder.OnMeasurement = measurement => ThrowAt(measurement, LlmInstrumentNames.MeasurementFailures);

        (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        await LlmMonitoring.FlushAsync().WaitAsync(HangGuard.Limit);

        Assert.That((faulty.Events.Count, client.Sink.Events.Count), Is.EqualTo((1, 2)));
    }

    private static MonitoredClient Client(
        string faulty,
        Action<IServiceCollection>? services = null,
        Action<IHttpClientBuilder>? builder = null,
        string answer = Answer) => new(
        new StubHandler(_ => WireSamples.Trickle(answer)),
        client: builder,
        services: collection =>
        {
            services?.Invoke(collection);
            if (faulty != "listener")
            {
                collection.AddLogging(logging => logging.AddProvider(new ThrowingLogger { ThrowsAtLevels = faulty == "levels" }));
            }
        });

    private static void Throw(MonitoredClient client, string faulty)
    {
        if (faulty == "listener")
        {
            client.Recorder.OnMeasurement = measurement => ThrowAt(measurement, measurement.Instrument);
        }
    }

    private static void ThrowAt(TestUtilities.Measurement measurement, string instrument)
    {
        if (measurement.Instrument == instrument)
        {
            throw new InvalidOperationException("the listener's");
        }
    }

    private static Task WritePriceAsync(string file, int price) => File.WriteAllTextAsync(
        file, $$"""{"prices":[{"provider":"openai","model":"local","currency":"USD","source":"agreed","per":1,"input":{{price}},"output":{{price}}}]}""");
}
