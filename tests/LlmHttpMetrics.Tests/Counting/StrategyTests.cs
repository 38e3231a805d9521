using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Tests.Counting;

/// <summary>What is counted is chosen by the call's scope, a rule or the default, without a change of code.</summary>
public sealed class StrategyTests
{
    private static readonly string[] Amounts =
    [
        "input.characters 19", "input.words 4", "input.bytes 23", "input.lines 1", "output.characters 16", "output.words 3", "output.bytes 19",
        "output.lines 1"
    ];

    [Test]
    public async Task Call_ByDefault_TokensAlone()
    {
        await using var client = await CallAsync(_ => { });
        var e = await client.EventAsync();

        Assert.That((e.Strategy, e.StrategyReason, e.Capacity), Is.EqualTo((LlmStrategies.Auto, "default", (IReadOnlyDictionary<string, double>?)null)));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Capacity), Is.Empty);
    }

    [Test]
    public async Task Capacity_WholeAndStreamed_AmountsOnMeterAndEvent(
        [Values("capacity", "hybrid", "token, capacity")] string strategy, [Values] Delivery delivery)
    {
        await using var client = await CallAsync(options => options.DefaultStrategy = strategy, delivery: delivery);
        var e = await client.EventAsync();

        Assert.That(e.Strategy, Is.EqualTo(strategy.Replace(" ", "", StringComparison.Ordinal)));
        Assert.That(e.Capacity!.Select(amount => $"{amount.Key} {amount.Value}"), Is.EqualTo(Amounts));
        Assert.That(
            client.Recorder.Of(LlmInstrumentNames.Capacity).Select(m => $"{m.Tag(LlmTagNames.Direction)}.{m.Tag(LlmTagNames.CapacityUnit)} {m.Value}"),
            Is.EqualTo(Amounts));
        Assert.That(e.Tokens.Input, Is.EqualTo(11), "The provider's figures are recorded whatever else is counted.");
    }

    [Test]
    public async Task Rules_FirstThatFits_Decides()
    {
        void Configure(LlmMonitoringOptions options)
        {
            options.AutoRules.Add(new() { Model = "claude-*", Strategy = "hybrid" });
            options.AutoRules.Add(new() { Provider = "open*", Model = "GPT-*", Operation = "chat", Strategy = "capacity" });
            options.AutoRules.Add(new() { Strategy = "token" });
        }

        await using var client = await CallAsync(Configure);
        var e = await client.EventAsync();

        Assert.That((e.Strategy, e.StrategyReason), Is.EqualTo(("capacity", "rule 2")));
    }

    [Test]
    public async Task Scope_NamesAStrategy_GoesBeforeRules()
    {
        await using var client = await CallAsync(options => options.AutoRules.Add(new() { Strategy = "token" }), new LlmCallInfo { Strategy = "Capacity" });
        var e = await client.EventAsync();

        Assert.That((e.Strategy, e.StrategyReason, e.Capacity!["input.words"]), Is.EqualTo(("capacity", "scope", 4d)));
    }

    [Test]
    public async Task Scope_NamesNoStrategyWeKnow_IsPassedOverAndCounted()
    {
        await using var client = await CallAsync(options => options.DefaultStrategy = "hybrid", new LlmCallInfo { Strategy = "weight" });
        var e = await client.EventAsync();

        Assert.That((e.Strategy, e.StrategyReason, e.Capacity is null), Is.EqualTo(("hybrid", "default", false)));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.MeasurementFallbacks).Tag(LlmTagNames.FallbackReason), Is.EqualTo("unknown_strategy"));
    }

    [Test]
    public async Task Decision_AtDebugLevel_IsLogged()
    {
        using CollectingLogger logger = new();
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            options => options.DefaultStrategy = "hybrid",
            services: services => services.AddLogging(logging => logging.AddProvider(logger).SetMinimumLevel(LogLevel.Debug)));
        using var request = WireSamples.Post(WireSamples.OpenAiChat, WireSamples.ChatRequest);
        (await client.Http.SendAsync(request)).Dispose();

        Assert.That(
            logger.Entries.Where(entry => entry.Level == LogLevel.Debug).Select(entry => entry.Text),
            Has.Some.StartsWith("A call of openai for gpt-5-mini is measured by hybrid, decided by its default;"));
    }

    [Test]
    public void Configuration_Wrong_EveryErrorAtOnce()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DefaultStrategy"] = "tokens",
            ["AutoRules:0:Model"] = "gpt-*",
            ["AutoRules:1:Strategy"] = "capacity,",
            ["AutoRules:1:Modell"] = "gpt-*",
        }).Build();
        ServiceCollection services = new();
        services.AddHttpClient("llm").AddLlmMonitoring(configuration);
        using var provider = services.BuildServiceProvider();

        var e = Assert.Catch<OptionsValidationException>(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm"))!;

        Assert.That(e.Failures.Select(failure => failure.Replace("Client 'llm': ", "", StringComparison.Ordinal)), Is.EquivalentTo(new[]
        {
            "AutoRules:1:Modell is not a setting; allowed are Model, Provider, Operation, Strategy, Tokenizer. Did you mean Model?",
            "DefaultStrategy is 'tokens'; allowed are auto, token, capacity, hybrid, or several of them separated by commas.",
            "AutoRules[0].Strategy is ''; allowed are auto, token, capacity, hybrid, or several of them separated by commas.",
            "AutoRules[1].Strategy is 'capacity,'; allowed are auto, token, capacity, hybrid, or several of them separated by commas.",
        }));
    }

    [Test]
    public async Task Configuration_OfTheRules_Works()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DefaultStrategy"] = "token",
            ["AutoRules:0:Model"] = "gpt-*",
            ["AutoRules:0:Strategy"] = "hybrid",
        }).Build();
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)), client: builder => builder.AddLlmMonitoring(configuration));
        using var request = WireSamples.Post(WireSamples.OpenAiChat, WireSamples.ChatRequest);
        (await client.Http.SendAsync(request)).Dispose();

        Assert.That((await client.EventAsync()).StrategyReason, Is.EqualTo("rule 1"));
    }

    private static async Task<MonitoredClient> CallAsync(Action<LlmMonitoringOptions> configure, LlmCallInfo? scope = null, Delivery delivery = Delivery.Whole)
    {
        MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer, delivery), configure);
        using var ambient = scope is null ? null : LlmCall.Begin(scope);
        using var request = WireSamples.Post(WireSamples.OpenAiChat, WireSamples.ChatRequest);
        using var response = await client.Http.SendAsync(request);
        return client;
    }
}
