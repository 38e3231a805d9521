using LlmHttpMetrics.Tests.Counting.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Counting.Custom;

/// <summary>What a user counts in his own way is counted by name, beside whatever else is.</summary>
public sealed class CustomStrategyTests
{
    private const string Stream =
        """
        data: {"model":"gpt-5-mini-1","choices":[{"index":0,"delta":{"reasoning_content":"Hm."}},{"index":1,"delta":{"content":"Good"}}]}

        data: {"choices":[{"index":0,"delta":{"content":"Hel"}}]}

        data: {"choices":[{"index":1,"delta":{"content":"bye"}}]}

        data: {"choices":[{"index":0,"delta":{"content":"lo 🙂","tool_calls":[{"index":0,"function":{"name":"f","arguments":"{\"a\":1}"}}]}}]}

        data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"},{"index":1,"delta":{},"finish_reason":"stop"}]}

        data: [DONE]


        """;

    private static readonly string[] Texts =
    [
        "Input Be brief", "Input Say hi", "Reasoning Hm.", "Answer Goodbye", "Answer Hello 🙂", """ToolArguments {"a":1}"""
    ];

    private const string StreamRequest =
        """{"model":"gpt-5-mini","stream":true,"n":2,"messages":[{"role":"system","content":"Be brief"},{"role":"user","name":"ann","content":"Say hi"}]}""";

    [Test]
    public async Task Text_OfACall_IsFedWholeAndByItsKind([Values] Delivery delivery)
    {
        ToldStrategy told = new();
        await using var client = Client(told, Stream, delivery, "text/event-stream");
        await SendAsync(client, StreamRequest);
        var e = await client.EventAsync();

        Assert.That(told.Texts, Is.EqualTo(Texts));
        Assert.That(e.Custom, Is.EquivalentTo(new Dictionary<string, object?> { ["told.one"] = 1d }));
        var call = told.Calls.Single();
        Assert.That(
            (call.Provider, call.Operation, call.RequestModel, call.ResponseModel, call.Outcome, call.Streamed),
            Is.EqualTo(("openai", "chat", "gpt-5-mini", "gpt-5-mini-1", "completed", true)));
        Assert.That((
            call.InputBytes,
            call.OutputBytes,
            call.IsTextCut,
            call.InputTokens,
            call.Call), Is.EqualTo((14L, 27L, false, (long?)null, (LlmCallInfo?)null)));
    }

    [Test]
    public async Task Call_WithUsageAndScope_TellsBoth()
    {
        ToldStrategy told = new();
        LlmCallInfo scope = new() { Feature = "search", Strategy = "TOLD" };
        await using var client = Client(told, WireSamples.ChatAnswer, configure: _ => { });
        using (LlmCall.Begin(scope))
        {
            await SendAsync(client);
        }

        var e = await client.EventAsync();
        var call = told.Calls.Single();
        Assert.That((call.Call, call.InputTokens, call.OutputTokens), Is.EqualTo((scope, (long?)11, (long?)7)));
        Assert.That((e.Strategy, e.StrategyReason, e.Custom["told.one"]), Is.EqualTo(("told", "scope", (object)1d)));
    }

    [Test]
    public async Task Values_OnTheMeter_CarryStrategyAndName()
    {
        await using var client = Client(new ToldStrategy { Values = new Dictionary<string, double> { ["a"] = 2, ["b"] = -0.5 } });
        await SendAsync(client);
        await client.EventAsync();

        Assert.That(
            client.Recorder.Of(LlmInstrumentNames.Custom).Select(
                m => (m.Tag(LlmTagNames.Strategy), m.Tag(LlmTagNames.CustomValue), m.Tag(LlmTagNames.RequestModel), m.Value)),
            Is.EqualTo(new (object?, object?, object?, double)[] { ("told", "a", "gpt-5-mini", 2), ("told", "b", "gpt-5-mini", -0.5) }));
    }

    [Test]
    public async Task Names_OfValues_AreBoundedOnTheMeter()
    {
        await using var client = Client(
            new ToldStrategy { Values = Enumerable.Range(0, 5).ToDictionary(i => $"v{i}", i => (double)i) },
            configure: options => options.DefaultStrategy = "told",
            shared: options => options.Tags.MaxTagValues = 3);
        await SendAsync(client);
        var e = await client.EventAsync();

        Assert.That(
            client.Recorder.Of(LlmInstrumentNames.Custom).Select(m => m.Tag(LlmTagNames.CustomValue)),
            Is.EqualTo(new[] { "v0", "v1", "v2", "_OTHER", "_OTHER" }));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.TagsOverflowed, (LlmTagNames.Tag, LlmTagNames.CustomValue)), Is.EqualTo(2));
        Assert.That(e.Custom, Has.Count.EqualTo(5));
    }

    [TestCase("told, capacity", true, "told")]
    [TestCase("hybrid,other,told", true, "told,other")]
    [TestCase("custom", false, "told,other")]
    [TestCase("other,Custom,auto", false, "told,other")]
    [TestCase("other", false, "other")]
    public async Task Several_OwnAndBuiltIn_AllMeasure(string strategy, bool capacity, string own)
    {
        await using var client = Client(new ToldStrategy(), configure: options =>
        {
            options.Strategies.Add(new ToldStrategy("other"));
            options.DefaultStrategy = strategy;
        });
        await SendAsync(client);
        var e = await client.EventAsync();

        Assert.That(e.Custom.Keys, Is.EquivalentTo(own.Split(',').Select(name => $"{name}.one")));
        Assert.That((e.Capacity is not null, e.Strategy), Is.EqualTo((capacity, strategy.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant())));
    }

    [Test]
    public async Task Text_ThatTokensAreCountedOfToo_IsReadByBoth()
    {
        const string Answer = """{"model":"gpt-4o","choices":[{"index":0,"message":{"content":"Hello there"},"finish_reason":"stop"}]}""";
        ToldStrategy told = new();
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(Answer)),
            options => options.DefaultStrategy = "token,told",
            services: services => services.AddLlmStrategy(told).AddSingleton<ITokenCounterSource>(new WordCounter()));
        for (var i = 0; i < 20; i++)
        {
            await SendAsync(client);
        }

        await LlmMonitoring.FlushAsync();
        Assert.That(client.Sink.Events, Has.Count.EqualTo(20), "each once, when both are done");
        Assert.That(client.Sink.Events.Select(e => (e.Tokens.Output, e.Custom["told.one"])), Has.All.EqualTo(((long?)2, (object)1d)));
        Assert.That(told.Texts.Where(text => text.StartsWith("Answer", StringComparison.Ordinal)), Has.Exactly(20).EqualTo("Answer Hello there"));
        Assert.That(told.Texts.Where(text => text.StartsWith("Input", StringComparison.Ordinal)), Has.Exactly(20).EqualTo("Input Say c4n4ry, naïve 🙂"));
    }

    [Test]
    public async Task Text_ThatWaits_IsNotThatOfLaterCalls()
    {
        using ManualResetEventSlim release = new();
        ToldStrategy told = new() { On = _ => release.Wait() };
        await using var client = Client(told);
        string[] words = ["first", "second", "third", "fourth"];
        foreach (var word in words)
        {
            await SendAsync(client, $$"""{"model":"gpt-4o","messages":[{"role":"user","content":"{{word}}"}]}""");
        }

        release.Set();
        await LlmMonitoring.FlushAsync();
        Assert.That(told.Texts.Where(text => text.StartsWith("Input", StringComparison.Ordinal)), Is.EqualTo(words.Select(word => $"Input {word}")));
    }

    [Test]
    public async Task Text_LongerThanMayBeHeld_IsToldToBeCut()
    {
        ToldStrategy told = new();
        await using var client = Client(told, configure: options => (options.DefaultStrategy, options.MaxRetainedInput) = ("told", 4096));
        await SendAsync(client, $$"""{"model":"gpt-4o","messages":[{"role":"user","content":"{{new string('x', 5000)}}"}]}""");
        await client.EventAsync();

        Assert.That((
            told.Calls.Single().IsTextCut, told.Calls.Single().InputBytes, told.Texts.First().Length), Is.EqualTo((true, 5000L, "Input ".Length + 2048)));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.MeasurementFallbacks).Tag(LlmTagNames.FallbackReason), Is.EqualTo("text_too_long"));
    }

    [Test]
    public async Task Call_ThatPlansNothingOfTheKind_IsNotFed()
    {
        ToldStrategy told = new();
        await using var client = Client(told, configure: options => options.AutoRules.Add(new() { Model = "claude-*", Strategy = "told" }));
        await SendAsync(client);
        var e = await client.EventAsync();

        Assert.That((told.Calls.IsEmpty, e.Custom.Count, e.StrategyFallbacks.Count), Is.EqualTo((true, 0, 0)));
    }

    [Test]
    public async Task Call_Refused_IsMeasuredAllTheSame()
    {
        ToldStrategy told = new();
        await using var client = Client(told, """{"error":{"code":"rate_limit"}}""", status: System.Net.HttpStatusCode.TooManyRequests);
        await SendAsync(client);

        Assert.That((await client.EventAsync()).Custom["told.one"], Is.EqualTo(1));
        Assert.That((told.Calls.Single().Outcome, told.Texts.Single()), Is.EqualTo(("error", "Input Say c4n4ry, naïve 🙂")));
    }

    [Test]
    public async Task Handler_WithoutServices_MeasuresByStrategiesOfTheOptions()
    {
        ToldStrategy told = new("handlers");
        using MeasurementRecorder recorder = new(services: null, keep: measurement => measurement.Has((LlmTagNames.Strategy, "handlers")));
        using HttpClient http = new(LlmMonitoring.CreateHandler(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            options: new LlmMonitoringOptions { DefaultStrategy = "handlers", Strategies = { told }, TimeProvider = new ManualTimeProvider() }));
        (await http.SendAsync(WireSamples.Post())).Dispose();
        await LlmMonitoring.FlushAsync();

        Assert.That((told.Texts.Count, recorder.Only(LlmInstrumentNames.Custom).Value), Is.EqualTo((2, 1d)));
    }

    [Test]
    public async Task Service_ByItsType_IsRegisteredOnceAndMayUseTheFactory()
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            options => options.DefaultStrategy = "factory",
            services: services => services.AddLlmStrategy<FactoryStrategy>().AddLlmStrategy<FactoryStrategy>());
        await SendAsync(client);

        Assert.That((await client.EventAsync()).Custom.Keys, Is.EqualTo(new[] { "factory.clients" }));
    }

    [Test]
    public async Task Host_ThatStops_WaitsForValues()
    {
        using ManualResetEventSlim release = new();
        MonitoredClient client = Client(new ToldStrategy { On = _ => release.Wait() });
        await SendAsync(client);

        var stopping = client.DisposeAsync().AsTask();
        Assert.That(stopping.IsCompleted, Is.False);
        release.Set();
        await stopping;

        Assert.That(client.Sink.Only.Custom["told.one"], Is.EqualTo(1));
    }

    private static async Task SendAsync(MonitoredClient client, string json = WireSamples.ChatRequest) =>
        (await client.Http.SendAsync(WireSamples.Post(json: json))).Dispose();

    private static MonitoredClient Client(
        ToldStrategy strategy,
        string answer = WireSamples.ChatAnswer,
        Delivery delivery = Delivery.Whole,
        string contentType = "application/json",
        Action<LlmMonitoringOptions>? configure = null,
        System.Net.HttpStatusCode status = System.Net.HttpStatusCode.OK,
        Action<LlmSharedMonitoringOptions>? shared = null) => new(
        new StubHandler(_ =>
        {
            var response = WireSamples.Trickle(answer, delivery, contentType);
            response.StatusCode = status;
            return response;
        }),
        configure ?? (options => options.DefaultStrategy = strategy.Name),
        services: services => services.AddLlmStrategy(strategy),
        shared: shared);

    private sealed class FactoryStrategy(IHttpClientFactory factory) : IMeasurementStrategy
    {
        public string Name => "factory";

        public ITextMeasurement Begin(LlmMeasuredCall measuredCall)
        {
            using var client = factory.CreateClient("other");
            return new ToldStrategy { Values = new Dictionary<string, double> { ["clients"] = 1 } }.Begin(measuredCall);
        }
    }
}
