using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Events;

/// <summary>Every decision about a call, in the log at debug level and on the event where it is asked for.</summary>
public sealed class DecisionTests
{
    [Test]
    public async Task Decisions_NotAskedFor_AreNotThere()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        (await client.Http.SendAsync(WireSamples.Post())).Dispose();

        Assert.That((await client.EventAsync()).Decisions, Is.Null);
    }

    [Test]
    public async Task Decisions_OfAWholeAnswer_SayWhy() => Assert.That(
        await DecideAsync(WireSamples.ChatAnswer, WireSamples.OpenAiChat),
        Is.EqualTo(new LlmDecisions
        {
            RecognizedBy = "host",
            ModelFrom = "payload",
            Framing = "json",
            Usage = "reported",
            Timing = "whole_answer",
            Price = "table"
        }));

    [Test]
    public async Task Decisions_OfAStreamAtAnUnknownHost_SayWhy() => Assert.That(
        await DecideAsync(WireSamples.ChatStream, "http://localhost:8000/v1/chat/completions"),
        Is.EqualTo(new LlmDecisions
        {
            RecognizedBy = "payload",
            ModelFrom = "payload",
            Framing = "sse",
            Usage = "reported",
            Timing = "stream",
            Price = "missing"
        }));

    [Test]
    public async Task Decisions_OfAHintAndAScope_SayWhy() => Assert.That(
        await DecideAsync("{}", "http://localhost:8000/v1/chat/completions", options => options.Provider = "openai", new LlmCallInfo { Model = "mine" }),
        Is.EqualTo(new LlmDecisions
        {
            RecognizedBy = "hint",
            ModelFrom = "scope",
            Framing = "json",
            Usage = "missing",
            Timing = "whole_answer",
            Price = "no_tokens"
        }));

    [Test]
    public async Task Decisions_OfACostThatTheProviderSent_NameHim() => Assert.That(
        (await DecideAsync(
            """{"model":"gpt-5-mini","choices":[{"message":{"content":"Yes."},"finish_reason":"stop"}],"usage":{"prompt_tokens":11"""
                + ""","completion_tokens":2,"cost":0.01}}""",
            "https://openrouter.ai/api/v1/chat/completions")).Price,
        Is.EqualTo("provider"));

    [Test]
    public async Task Decisions_OfAnAnswerThatIsPromised_AwaitItsUsage() => Assert.That(
        (await DecideAsync(
            """{"id":"resp_1","object":"response","status":"queued","background":true}""",
            "https://api.openai.com/v1/responses",
            json: """{"model":"gpt-5-mini","input":"Hi","background":true}""")).Price,
        Is.EqualTo("promised"));

    [Test]
    public async Task Decisions_OfAnAzureDeployment_NameThePath() => Assert.That(
        (await DecideAsync(
            WireSamples.ChatAnswer,
            "https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21",
            json: """{"messages":[]}""")).ModelFrom,
        Is.EqualTo("path"));

    [Test]
    public async Task Log_AtDebugLevel_HasEveryFieldAndNoContent()
    {
        using FieldLogger log = new();
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatStream)),
            services: services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log)));
        (await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest))).Dispose();

        await LlmMonitoring.FlushAsync();
        var fields = log.Only("LlmHttpMetrics", 4);

        Assert.That(fields.Keys, Is.EquivalentTo(new[]
        {
            "Provider", "Model", "Strategy", "StrategyReason", "Format", "RecognizedBy", "ModelFrom", "Framing", "Outcome", "ErrorType", "Usage",
            "TokenSource", "Tokenizer", "TokenizerVersion", "TokenMethod", "Confidence",
            "Fallback", "FallbackReason", "Price", "PriceTable", "CostMethod", "Cost", "Currency", "Timing", "DurationMs", "FirstTokenMs", "{OriginalFormat}",
        }));
        Assert.That(
            (fields["Format"], fields["Strategy"], fields["StrategyReason"], fields["TokenSource"], fields["Framing"]),
            Is.EqualTo(("openai.chat", "auto", "default", "provider", "sse")));
        Assert.That(
            (fields["Price"], fields["CostMethod"], fields["Currency"], fields["PriceTable"]),
            Is.EqualTo(("table", "token-based", "USD", client.Sink.Only.PriceTable)));
        Assert.That(fields["Cost"], Is.EqualTo(client.Sink.Only.Cost).And.Positive);
    }

    [Test]
    public async Task Log_OfACallCountedHere_ComesWithItsTokenizerOrItsFallback([Values] bool known)
    {
        using FieldLogger log = new();
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle("""{"choices":[{"message":{"content":"Yes."},"finish_reason":"stop"}]}""")),
            options =>
            {
                options.Performance.AsyncTokenization = false;
                options.RecordDecisions = true;
            },
            services: services => services.AddSingleton<ITokenCounterSource>(new Source(known)).AddLogging(
                logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log)));
        (await client.Http.SendAsync(WireSamples.Post())).Dispose();

        var fields = log.Only("LlmHttpMetrics", 4);

        Assert.That(
            (fields["Usage"], fields["TokenSource"], fields["Tokenizer"], fields["TokenizerVersion"], fields["Fallback"], fields["FallbackReason"]),
            Is.EqualTo(known
                ? ("missing", (object)"tokenizer", (object)"letters", (object)"1", (object?)null, (object?)null)
                : ("missing", null, null, null, "capacity", "unknown_model")));
        Assert.That((fields["Price"], fields["TokenMethod"]), Is.EqualTo(known ? ("table", (object?)"estimate") : ("no_tokens", null)));
        var e = await client.EventAsync();
        Assert.That((e.Decisions!.Usage, e.Decisions.Price, e.Cost is not null), Is.EqualTo(("missing", known ? "table" : "no_tokens", known)));
    }

    private static async Task<LlmDecisions> DecideAsync(
        string answer,
        string uri,
        Action<LlmMonitoringOptions>? configure = null,
        LlmCallInfo? scope = null,
        string? json = null)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(answer), options =>
        {
            options.RecordDecisions = true;
            configure?.Invoke(options);
        });
        using (LlmCall.Begin(scope ?? new LlmCallInfo()))
        {
            (await client.Http.SendAsync(json is null ? WireSamples.Post(uri) : WireSamples.Post(uri, json))).Dispose();
        }

        return (await client.EventAsync()).Decisions!;
    }

    private sealed class Source(bool known) : ITokenCounterSource, ITokenCounter
    {
        public string Name => "letters";

        public string Version => "1";

        public ITokenCounter? Find(string provider, string model) => known ? this : null;

        public ITokenCounter? FindByName(string name) => null;

        public long Count(ReadOnlySpan<byte> utf8) => utf8.Length;
    }
}
