using LlmHttpMetrics.Tests.Counting.Custom;
using LlmHttpMetrics.Tests.Counting.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Tests.Counting;

/// <summary>Unknown strategies, tokenizers and keys are all reported by name when the host starts.</summary>
public sealed class StrategySettingTests
{
    private const string Client = "Client 'llm': ";

    [Test]
    public async Task Host_WithNamesThatNobodyKnows_ListsThemAndWhatIsAllowed()
    {
        HostApplicationBuilder host = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        host.Services.AddLlmStrategy(new ToldStrategy())
            .AddSingleton<ITokenCounterSource>(new WordCounter())
            .AddSingleton<ITokenCounter>(new WordCounter("mine"));
        host.Services.AddHttpClient("llm").AddLlmMonitoring(Read(
            ("DefaultStrategy", "tolld"),
            ("AutoRules:0:Strategy", "told,capacity"),
            ("AutoRules:0:Tokenizer", "words"),
            ("AutoRules:1:Strategy", "custom,weight"),
            ("AutoRules:1:Tokenizer", "claude")));
        using var built = host.Build();

        var error = (await Assert.CatchAsync<OptionsValidationException>(() => built.StartAsync()))!;

        Assert.That(error.Failures, Is.EquivalentTo(new[]
        {
            Client + "DefaultStrategy is 'tolld'; allowed are auto, token, capacity, hybrid, custom, told, or several of them separated by commas.",
            Client + "AutoRules[1].Strategy is 'custom,weight'; allowed are auto, token, capacity, hybrid, custom, told, or several of them "
                + "separated by commas.",
            Client + "AutoRules[1].Tokenizer is 'claude'; allowed are mine.",
        }));
    }

    [TestCase("custom")]
    [TestCase("told")]
    public void Strategy_OfTheUsersWithoutOne_IsUnknown(string strategy) => Assert.That(
        Errors(options => options.DefaultStrategy = strategy),
        Is.EqualTo(new[] { $"DefaultStrategy is '{strategy}'; allowed are auto, token, capacity, hybrid, or several of them separated by commas." }));

    [Test]
    public void Tokenizer_WithoutAny_SaysWhoBringsThem() => Assert.That(
        Errors(options => options.AutoRules.Add(new() { Strategy = "token", Tokenizer = "o200k_base" })),
        Is.EqualTo(new[]
        {
            "AutoRules[0].Tokenizer is 'o200k_base'; no tokenizer is registered; call services.AddLlmTokenizers() of LlmHttpMetrics.Tokenizers."
        }));

    [Test]
    public void Tokenizers_ThatNobodyLoads_AreToldOnce() => Assert.That(
        Errors(options =>
        {
            options.Tokenizers["llama3"] = new() { Type = "tiktoken", Path = "llama3.tiktoken" };
            options.Tokenizers["mine"] = new();
            options.AutoRules.Add(new() { Strategy = "token", Tokenizer = "llama3" });
        }),
        Is.EqualTo(new[] { "Tokenizers has llama3, mine, which no registered package loads; call services.AddLlmTokenizers() of LlmHttpMetrics.Tokenizers." }));

    [Test]
    public void Names_OfStrategies_AreChecked()
    {
        ToldStrategy twice = new("twice");
        Assert.That(
            Errors(options =>
            {
                foreach (var strategy in new[]
                {
                    new ToldStrategy("a,b"),
                    new ToldStrategy("Hybrid"),
                    twice,
                    twice,
                    new ToldStrategy("TWICE"),
                    new ToldStrategy(" "),
                    null!
                })
                {
                    options.Strategies.Add(strategy);
                }
            }),
            Is.EqualTo(new[]
            {
                "Strategies[0].Name is 'a,b'; a name without commas and outer white space is required.",
                "Strategies[1].Name is 'Hybrid', the name of another strategy; those taken are auto, token, capacity, hybrid.",
                "Strategies[4].Name is 'TWICE', the name of another strategy; those taken are auto, token, capacity, hybrid, twice.",
                "Strategies[5].Name is ' '; a name without commas and outer white space is required.",
                "Strategies[6] is null; a strategy is required.",
            }));
    }

    [Test]
    public void Patterns_ThatAreEmpty_AreRefused() => Assert.That(
        Errors(options => options.AutoRules.Add(new() { Strategy = "token", Model = "", Provider = " ", Operation = "" })),
        Is.EqualTo(new[]
        {
            "AutoRules[0].Model is ''; set a pattern or leave it out.",
            "AutoRules[0].Provider is ' '; set a pattern or leave it out.",
            "AutoRules[0].Operation is ''; set a pattern or leave it out.",
        }));

    [Test]
    public void Keys_ThatAreNone_AreTold()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("llm").AddLlmMonitoring(Read(
            ("AutoRules:0:Strategy", "token"),
            ("AutoRules:0:Models", "gpt-*"),
            ("AutoRules:1:Strategy", "token"),
            ("AutoRules:1:Model:0", "gpt-*"),
            ("AutoRules:2", "capacity"),
            ("Fallback:OnUnknown", "none"),
            ("Fallback:OnUnknownModel:0", "none"),
            ("Performance", "fast"),
            ("Performance:Timeout", "1"),
            ("Tokenizers:llama3", "llama3.tiktoken"),
            ("Tokenizers:llama3:File", "llama3.tiktoken"),
            ("Tokenizers:llama3:Models", "llama*, qwen*"),
            ("MetricTags", "llm.feature,team")));
        using var provider = services.BuildServiceProvider();

        var error = Assert.Catch<OptionsValidationException>(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm"))!;

        Assert.That(error.Failures, Is.EquivalentTo(new[]
        {
            Client + "AutoRules:0:Models is not a setting; allowed are Model, Provider, Operation, Strategy, Tokenizer. Did you mean Model?",
            Client + "AutoRules:1:Model has keys below it; allowed is one value.",
            Client + "AutoRules:2 is 'capacity'; allowed is a section with the keys Model, Provider, Operation, Strategy, Tokenizer.",
            Client + "AutoRules[2].Strategy is ''; allowed are auto, token, capacity, hybrid, or several of them separated by commas.",
            Client + "Fallback:OnUnknown is not a setting; allowed are OnTokenizerFailure, OnUnknownModel, LogFallbacks. Did you mean OnUnknownModel?",
            Client + "Fallback:OnUnknownModel has keys below it; allowed is one value.",
            Client + "Performance is 'fast'; allowed is a section with the keys AsyncTokenization, TokenizationTimeoutMs, CacheTokenization, "
                + "CacheTtlSeconds, CacheEntries.",
            Client + "Performance:Timeout is not a setting; allowed are AsyncTokenization, TokenizationTimeoutMs, CacheTokenization, CacheTtlSeconds"
                + ", CacheEntries.",
            Client + "Tokenizers:llama3 is 'llama3.tiktoken'; allowed is a section with the keys Type, Path, Pattern, Models, Sha256.",
            Client + "Tokenizers:llama3:File is not a setting; allowed are Type, Path, Pattern, Models, Sha256.",
            Client + "Tokenizers:llama3:Models is 'llama*, qwen*'; allowed is a list.",
            Client + "Tokenizers has llama3, which no registered package loads; call services.AddLlmTokenizers() of LlmHttpMetrics.Tokenizers.",
            Client + "MetricTags is 'llm.feature,team'; allowed is a list.",
        }));
    }

    [Test]
    public async Task Rule_ThatCanNeverDecide_IsWarnedOfAndNoError()
    {
        using CollectingLogger logger = new();
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            options =>
            {
                options.AutoRules.Add(new() { Model = "gpt-*", Operation = "*", Strategy = "token" });
                options.AutoRules.Add(new() { Model = "GPT-*", Provider = "openai", Operation = "chat", Strategy = "capacity" });
                options.AutoRules.Add(new() { Model = "gpt-*", Strategy = "capacity" });
                options.AutoRules.Add(new() { Strategy = "hybrid" });
                options.AutoRules.Add(new() { Provider = "anthropic", Strategy = "capacity" });
            },
            services: services => services.AddLogging(logging => logging.AddProvider(logger)));

        Assert.That(logger.Entries.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Text), Is.EqualTo(new[]
        {
            "Client 'llm': AutoRules[1] never applies, because AutoRules[0] matches every call that it matches.",
            "Client 'llm': AutoRules[4] never applies, because AutoRules[3] matches every call that it matches.",
        }));
    }

    [Test]
    public async Task Tokenizer_OfTheScopeThatNobodyKnows_FallsBackWithItsReason()
    {
        const string Answer = """{"model":"gpt-4o","choices":[{"index":0,"message":{"content":"Hello there"},"finish_reason":"stop"}]}""";
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(Answer)), services: services => services.AddSingleton<ITokenCounterSource>(new WordCounter()));
        using (LlmCall.Begin(new LlmCallInfo { Tokenizer = "claude" }))
        {
            (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        }

        var e = await client.EventAsync();

        Assert.That((e.Fallback, e.FallbackReason, e.Tokenizer, e.Capacity!["output.words"]), Is.EqualTo(("capacity", "unknown_tokenizer", (string?)null, 2d)));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.MeasurementFallbacks).Tag(LlmTagNames.FallbackReason), Is.EqualTo("unknown_tokenizer"));
    }

    [Test]
    public async Task Scopes_WithMoreNamesThanAreKept_AreReadAllTheSame()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        for (var i = 0; i < 300; i++)
        {
            await CallAsync(client, $"nobody{i}");
        }

        await CallAsync(client, "capacity");
        await CallAsync(client, "nobody");
        await LlmMonitoring.FlushAsync();

        Assert.That(client.Sink.Events.Select(e => e.Strategy), Is.EqualTo(Enumerable.Repeat("auto", 300).Append("capacity").Append("auto")));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.MeasurementFallbacks, (LlmTagNames.FallbackReason, "unknown_strategy")), Is.EqualTo(301));
    }

    private static async Task CallAsync(MonitoredClient client, string strategy)
    {
        using var scope = LlmCall.Begin(new LlmCallInfo { Strategy = strategy });
        (await client.Http.SendAsync(WireSamples.Post())).Dispose();
    }

    private static IEnumerable<string> Errors(Action<LlmMonitoringOptions> configure)
    {
        LlmMonitoringOptions options = new();
        configure(options);
        return Assert.Catch<OptionsValidationException>(
            () => LlmMonitoring.CreateHandler(new StubHandler(_ => new HttpResponseMessage()), options: options))!.Failures;
    }

    private static IConfigurationRoot Read(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
}
