using LlmHttpMetrics.Reading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Counting.Custom;

/// <summary>A strategy of the user's that throws, stalls or answers nonsense costs its values, and never a call.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[NonParallelizable]
public sealed class StrategyFaultTests : IDisposable
{
    private const string Failed = "strategy_failed";
    private const string CutOff = "strategy_cut_off";

    private static readonly string[] Methods = ["Begin", "OnInput", "OnOutput", "Complete"];

    private readonly CollectingLogger _logger = new();
    private readonly SemaphoreSlim _release = new(0);
    private readonly SemaphoreSlim _entered = new(0);

    public void Dispose()
    {
        _release.Release(1000);
        _logger.Dispose();
    }

    [Test]
    public async Task Strategy_ThrowsAnywhere_IsCutOffCountedAndToldOnce([ValueSource(nameof(Methods))] string method, [Values] Delivery delivery)
    {
        ToldStrategy told = new() { On = at => _ = at == method ? throw new InvalidOperationException("c4n4ry") : 0 };
        var held = TextBuffers.Out;
        await using (var client = Client([told], delivery))
        {
            await SendAsync(client);
            await LlmMonitoring.FlushAsync();
            await SendAsync(client);
            await LlmMonitoring.FlushAsync();

            Assert.That(client.Sink.Events.Select(e => e.StrategyFallbacks["told"]), Is.EqualTo(new[] { Failed, CutOff }));
            Assert.That(
                client.Sink.Events.Select(e => (e.Custom.Count, e.Capacity!["output.words"], e.Outcome)),
                Has.All.EqualTo((0, 3d, "completed")),
                "whatever else was asked for is there");
            Assert.That(client.Recorder.Only(LlmInstrumentNames.MeasurementFailures).Tag(LlmTagNames.Stage), Is.EqualTo("strategy"));
            Assert.That(Fallbacks(client), Is.EqualTo(new[] { Failed, CutOff }));
        }

        Assert.That(told.Calls, Has.Count.EqualTo(1));
        AssertLogged("The strategy told threw InvalidOperationException and is not used again.");
        Assert.That(TextBuffers.Out, Is.EqualTo(held));
    }

    [Test]
    public async Task Strategy_NeverReturns_IsCutOffAndNobodyWaits([ValueSource(nameof(Methods))] string method, [Values] Delivery delivery)
    {
        ToldStrategy told = new() { On = at => Stall(at == method) };
        var held = TextBuffers.Out;
        await using (var client = Client([told, new ToldStrategy("other")], delivery))
        {
            await SendAsync(client);
            await _entered.WaitAsync();
            await SendAsync(client);
            await client.Recorder.WaitForAsync(LlmInstrumentNames.Custom, 2);
            client.Time.AdvanceMilliseconds(101);
            await LlmMonitoring.FlushAsync();
            await SendAsync(client);
            await LlmMonitoring.FlushAsync();

            Assert.That(
                client.Sink.Events.Select(e => e.StrategyFallbacks["told"]),
                Is.EquivalentTo(new[] { "timeout", CutOff, CutOff }),
                "the one that waited for it too");
            Assert.That(client.Sink.Events.Select(e => e.Custom["other.one"]), Is.EqualTo(new object[] { 1d, 1d, 1d }), "the other strategy is not held up");
            Assert.That(client.Recorder.Only(LlmInstrumentNames.MeasurementFailures).Tag(LlmTagNames.Stage), Is.EqualTo("strategy"));
            Assert.That(told.Calls, Has.Count.EqualTo(1));
        }

        AssertLogged("The strategy told did not finish within 100 ms, and is not used until it returns.");
        _release.Release(1000);
        Assert.That(() => TextBuffers.Out, Is.EqualTo(held).After(HangGuard.Milliseconds, 5), "what the stalled one was reading is given back in the end");
    }

    [Test]
    public async Task Strategy_ComesBackLate_IsAskedAgainUntilTheThirdTime()
    {
        ToldStrategy told = new() { On = method => Stall(method == "Complete") };
        var held = TextBuffers.Out;
        await using var client = Client([told]);
        for (var i = 0; i < 3; i++)
        {
            while (!await _entered.WaitAsync(1))
            {
                await SendAsync(client);
            }

            client.Time.AdvanceMilliseconds(101);
            await LlmMonitoring.FlushAsync();
            _release.Release();
        }

        await SendAsync(client);
        Assert.That(() => TextBuffers.Out, Is.LessThanOrEqualTo(held).After(HangGuard.Milliseconds, 5), "the strategy has come back");
        await SendAsync(client);
        await LlmMonitoring.FlushAsync();

        Assert.That(told.Calls, Has.Count.EqualTo(3), "asked no more");
        Assert.That(client.Sink.Events.Count(e => e.StrategyFallbacks["told"] == "timeout"), Is.EqualTo(3));
        Assert.That(client.Sink.Events.Select(e => e.Custom.Count), Has.All.Zero, "values that came late are nobody's");
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Custom), Is.Empty);
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.MeasurementFailures), Is.EqualTo(3));
        Assert.That(
            Errors().Select(text => text[(text.IndexOf("used", StringComparison.Ordinal) + 5)..]),
            Is.EqualTo(new[] { "until it returns.", "again." }));
    }

    [Test]
    public async Task Calls_MoreThanMayWait_GoWithout()
    {
        ToldStrategy told = new() { On = method => Stall(method == "Begin") };
        await using var client = Client([told]);
        await SendAsync(client);
        await _entered.WaitAsync();
        for (var i = 0; i < 260; i++)
        {
            await SendAsync(client);
        }

        Assert.That(Fallbacks(client), Is.EqualTo(Enumerable.Repeat("queue_full", 4)));
        _release.Release(1000);
        await LlmMonitoring.FlushAsync();
        Assert.That(client.Sink.Events.Count(e => e.Custom.Count == 1), Is.EqualTo(257));
    }

    [Test]
    public async Task Calls_AtTheSameTime_AreMeasuredOneByOne()
    {
        var (inside, most) = (0, 0);
        ToldStrategy told = new()
        {
            On = method =>
            {
                most = Math.Max(most, method == "Begin" ? Interlocked.Increment(ref inside) : 0);
                inside -= method == "Complete" ? 1 : 0;
            },
        };
        await using var client = Client([told]);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => SendAsync(client))));
        await LlmMonitoring.FlushAsync();

        Assert.That((told.Calls.Count, most, client.Sink.Events.Count(e => (double?)e.Custom["told.one"] == 1)), Is.EqualTo((200, 1, 200)));
    }

    [Test]
    public async Task Values_ThatAreNone_AreLeftOutAndCounted()
    {
        Dictionary<string, double> values = Enumerable.Range(0, 40).ToDictionary(i => $"v{i:00}", i => (double)i);
        values["v01"] = double.NaN;
        values["v02"] = double.PositiveInfinity;
        values[" "] = 1;
        await using var client = Client([new ToldStrategy { Values = values }]);
        await SendAsync(client);
        var e = await client.EventAsync();

        Assert.That((e.Custom.Count, e.Custom.ContainsKey("told.v01"), e.StrategyFallbacks.Count), Is.EqualTo((32, false, 0)));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.MeasurementFailures, (LlmTagNames.Stage, "strategy")), Is.EqualTo(1));
    }

    [Test]
    public async Task Answer_ThatIsNull_CutsOff()
    {
        await using var client = Client([new ToldStrategy { Values = null }]);
        await SendAsync(client);

        Assert.That((await client.EventAsync()).StrategyFallbacks["told"], Is.EqualTo(Failed));
    }

    [Test]
    public async Task Listener_OfItsValues_MayThrow()
    {
        await using var client = Client([new ToldStrategy()]);
        client.Recorder.OnMeasurement = measurement => _ = measurement.Instrument == LlmInstrumentNames.Custom
            ? throw new InvalidOperationException("the listener")
            : 0;
        await SendAsync(client);

        Assert.That((await client.EventAsync()).Custom["told.one"], Is.EqualTo(1));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.MeasurementFailures).Tag(LlmTagNames.Stage), Is.EqualTo("strategy"));
    }

    [Test]
    public async Task Options_LoadedAnew_KeepWhatIsCutOff()
    {
        ToldStrategy told = new() { On = _ => throw new InvalidOperationException() };
        foreach (var expected in new[] { Failed, CutOff })
        {
            await using var client = Client([told]);
            await SendAsync(client);
            Assert.That((await client.EventAsync()).StrategyFallbacks["told"], Is.EqualTo(expected));
        }
    }

    private void Stall(bool stalls)
    {
        if (stalls)
        {
            _entered.Release();
            _release.Wait();
        }
    }

    private static async Task SendAsync(MonitoredClient client)
    {
        using var response = await client.Http.SendAsync(WireSamples.Post());
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
    }

    private static IEnumerable<object?> Fallbacks(MonitoredClient client) =>
        client.Recorder.Of(LlmInstrumentNames.MeasurementFallbacks).Select(measurement => measurement.Tag(LlmTagNames.FallbackReason));

    /// <summary>The log entry is written in the background, after what it is about.</summary>
    private void AssertLogged(string error) => Assert.That(() => Errors().ToArray(), Is.EqualTo(new[] { error }).After(HangGuard.Milliseconds, 5));

    private IEnumerable<string> Errors() => _logger.Entries.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Text);

    private MonitoredClient Client(ToldStrategy[] strategies, Delivery delivery = Delivery.Whole) => new(
        new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer, delivery)),
        options => options.DefaultStrategy = "capacity,custom",
        services: services =>
        {
            foreach (var strategy in strategies)
            {
                services.AddLlmStrategy(strategy);
            }

            services.AddLogging(logging => logging.AddProvider(_logger).SetMinimumLevel(LogLevel.Debug));
        });
}
