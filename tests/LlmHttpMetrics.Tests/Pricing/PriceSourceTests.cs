using LlmHttpMetrics.Pricing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace LlmHttpMetrics.Tests.Pricing;

/// <summary>Prices of a user's code.</summary>
public sealed class PriceSourceTests
{
    [Test]
    public async Task Prices_OfCode_GoBeforeTheEmbeddedTableAndAfterTheOptions()
    {
        TeamPrices team = new() { Prices = [Prices.Of("openai", "gpt-5-mini*", 1)] };
        await using (var client = Client(team))
        {
            Assert.That((await EventAsync(client)).PriceTable, Is.EqualTo("team"));
        }

        await using var own = Client(team, options => options.Pricing.Prices.Add(Prices.Of("openai", "*", 2)));
        Assert.That((await EventAsync(own)).PriceTable, Is.EqualTo("options"));
    }

    [Test]
    public async Task Prices_Changed_AreAskedForAgain()
    {
        TeamPrices team = new() { Prices = [Prices.Of("openai", "*", 1)] };
        await using var client = Client(team);
        Assert.That((await EventAsync(client)).Cost, Is.EqualTo(0.000011m));

        team.Prices = [Prices.Of("openai", "*", 2)];
        Assert.That((await EventAsync(client)).Cost, Is.EqualTo(0.000011m), "it has not said so");
        team.Change();
        Assert.That((await EventAsync(client)).Cost, Is.EqualTo(0.000022m));
    }

    [Test]
    public async Task Prices_ThatAreWrong_AreToldAndThoseBeforeStay()
    {
        CollectingLogger log = new();
        TeamPrices team = new() { Prices = [Prices.Of("openai", "*", 1)] };
        await using var client = Client(team, log: log);
        _ = await EventAsync(client);

        team.Prices = [Prices.Of("openai", "*", 2), Prices.Of("openai", "gpt*", -1)];
        team.Change();

        Assert.That((await EventAsync(client)).Cost, Is.EqualTo(0.000011m));
        Assert.That(log.Entries.Single(entry => entry.Level == LogLevel.Error).Text, Does.Contain("Price 2 of team: Input is -1; allowed is 0 to"));
    }

    [Test]
    public async Task Source_ThatThrows_IsToldAndHurtsNobody()
    {
        CollectingLogger log = new();
        TeamPrices team = new() { Failure = new InvalidOperationException("no database") };
        await using var client = Client(team, options => options.Pricing.EmbeddedTable = false, log);

        Assert.That((await EventAsync(client)).Cost, Is.Null);
        Assert.That(log.Entries.Single(entry => entry.Level == LogLevel.Error).Text, Does.Contain("team").And.Contain("no database"));
    }

    /// <summary>A source with fixed prices needs no change tokens.</summary>
    [Test]
    public async Task Source_ThatNeverChanges_NeedsNoMore()
    {
        await using var client = Client(new FixedSource());

        Assert.That((await EventAsync(client)).Cost, Is.EqualTo(0.000033m));
    }

    [Test]
    public void EmbeddedTable_IsDatedAndWithoutFault()
    {
        Assert.That(EmbeddedPrices.Layer.Table.Name, Does.Match(@"^embedded 20\d\d-\d\d-\d\d$"));
        Assert.That(EmbeddedPrices.Layer.Table.Confidence, Is.LessThan(1));
    }

    private static MonitoredClient Client(IPriceSource source, Action<LlmSharedMonitoringOptions>? shared = null, CollectingLogger? log = null) => new(
        new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
        shared ?? (_ => { }),
        services: services =>
        {
            services.AddSingleton(source);
            services.AddLogging(logging => _ = log is null ? logging : logging.AddProvider(log));
        });

    private static async Task<LlmEvent> EventAsync(MonitoredClient client)
    {
        using (await client.Http.SendAsync(WireSamples.Post()))
        {
        }

        await LlmMonitoring.FlushAsync();
        return client.Sink.Events[^1];
    }

    private sealed class FixedSource : IPriceSource
    {
        public string Name => "fixed";

        public IEnumerable<LlmPrice> GetPrices() => [TestPrice];

        private static LlmPrice TestPrice => Prices.Of("openai", "*", 3);
    }

    private sealed class TeamPrices : IPriceSource
    {
        private readonly List<(Action<object?> Callback, object? State)> _callbacks = [];

        public LlmPrice[] Prices { get; set; } = [];

        public Exception? Failure { get; init; }

        public string Name => "team";

        public IEnumerable<LlmPrice> GetPrices() => Failure is { } failure ? throw failure : Prices;

        public IChangeToken GetChangeToken() => new Token(_callbacks);

        public void Change()
        {
            var told = _callbacks.ToArray();
            _callbacks.Clear();
            foreach (var (callback, state) in told)
            {
                callback(state);
            }
        }

        private sealed class Token(List<(Action<object?>, object?)> callbacks) : IChangeToken, IDisposable
        {
            public bool HasChanged => false;

            public bool ActiveChangeCallbacks => true;

            public IDisposable RegisterChangeCallback(Action<object?> callback, object? state)
            {
                callbacks.Add((callback, state));
                return this;
            }

            public void Dispose()
            {
            }
        }
    }
}
