using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Counting.Tokens;

/// <summary>Tokens that the provider does not report are counted, and every figure says how it was come by.</summary>
public sealed class LocalCountTests
{
    private const string Answer =
        """{"id":"c","model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":{"role":"assistant","content":"Hello there, friend"}"""
            + ""","finish_reason":"stop"}]}""";

    /// <summary>One message of four words: four, four for the message and three for the answer.</summary>
    private const long Input = 11;

    private static readonly string LongText = string.Join(' ', Enumerable.Repeat("four", 40_000));

    [Test]
    public async Task Answer_WithoutUsage_IsCounted([Values] Delivery delivery, [Values] bool inBackground)
    {
        await using var client = await CallAsync(
            new WordCounter(), Answer, options => options.Performance.AsyncTokenization = inBackground, delivery: delivery);
        var e = await client.EventAsync();

        Assert.That((
            e.Tokens.Input,
            e.Tokens.Output,
            e.TokenSource,
            e.Tokenizer,
            e.TokenizerVersion), Is.EqualTo(((long?)Input, (long?)3, "tokenizer", "words", "1")));
        Assert.That((e.TokenConfidence, e.FallbackReason, e.UsageMissing), Is.EqualTo(((double?)0.99, (string?)null, true)));
        Assert.That(Tokens(client), Is.EqualTo(new[] { "input 11 tokenizer", "output 3 tokenizer" }));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.TokenizationDuration).Tag(LlmTagNames.Tokenizer), Is.EqualTo("words"));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.TokenUsage), Is.Empty, "The standard's histogram is the provider's.");
    }

    [Test]
    public async Task Answer_WithUsage_IsNotCounted()
    {
        var asked = 0;
        await using var client = await CallAsync(new WordCounter { OnCount = _ => asked++ }, WireSamples.ChatAnswer);
        var e = await client.EventAsync();

        Assert.That((asked, e.TokenSource, e.Tokens.Input, e.Tokenizer), Is.EqualTo((0, "provider", (long?)11, (string?)null)));
        Assert.That(Tokens(client), Is.EqualTo(new[] { "input 11 provider", "output 7 provider" }));
    }

    [Test]
    public async Task Stream_Abandoned_IsCountedAsFarAsItCame()
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatStream, Delivery.Whole, "text/event-stream")),
            services: services => services.AddSingleton<ITokenCounterSource>(new WordCounter()));
        using (var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead))
        {
            var stream = await response.Content.ReadAsStreamAsync();
            await stream.ReadExactlyAsync(new byte[300]);
        }

        var e = await client.EventAsync();
        Assert.That((
            e.Outcome,
            e.UsageMissing,
            e.TokenSource,
            e.Tokens.Input,
            e.Tokens.Output), Is.EqualTo(("abandoned", true, "tokenizer", (long?)8, (long?)1)));
    }

    [Test]
    public async Task Refusal_OfTheServer_IsNotCounted()
    {
        await using MonitoredClient client = new(
            new StubHandler(
                _ => new HttpResponseMessage(System.Net.HttpStatusCode.TooManyRequests) { Content = WireSamples.Json("""{"error":{"code":"rate_limit"}}""") }),
            services: services => services.AddSingleton<ITokenCounterSource>(new WordCounter()));
        (await client.Http.SendAsync(WireSamples.Post())).Dispose();

        Assert.That(((await client.EventAsync()).TokenSource, Tokens(client)), Is.EqualTo(((string?)null, Array.Empty<string>())));
    }

    [TestCase(
        """{"model":"gpt-4o","messages":[{"role":"system","content":"Be brief"},{"role":"user","name":"ann lee","content":"""
            + """[{"type":"text","text":"one two"},{"type":"text","text":"three"}]}]}""",
        2 + 2 + 1 + 2 + 1 + 8 + 3,
        "exact",
        0.99)]
    [TestCase("""{"model":"gpt-4o","messages":[{"name":"a tool","content":"one two","role":"tool"}],"tools":[],"tool_choice":"auto"}""", 2
        + 4 + 3, "exact", 0.99)]
    [TestCase(
        """{"model":"gpt-4o","messages":[{"role":"user","content":"one two"}],"tools":[{"type":"function","function":{"name":"now"}}]}""",
        2 + 4 + 3 + 13 + 9,
        "formula",
        0.95)]
    [TestCase("""{"model":"gpt-4o","messages":[{"role":"user","content":"one two"}],"tools":[{"type": "web_search"}]}""", 2 + 4 + 3 + 2, "estimate", 0.9)]
    [TestCase(
        """{"model":"gpt-4o","messages":[{"role":"user","content":"one two"}],"tools":[{"type":"function","function":{"name":"\ud800"}}]}""",
        2 + 4 + 3 + 1,
        "estimate",
        0.9)]
    [TestCase(
        """{"model":"gpt-4o","messages":[{"role":"user","content":[{"type":"text","text":"one two"},{"type":"image_url","image_url":"""
            + """{"url":"https://x/y.png"}}]}]}""",
        2 + 4 + 3 + 765,
        "estimate",
        0.9)]
    [TestCase(
        """{"model":"gpt-4o","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"detail":"low","url":"https://x/y.png"}}]}]}""",
        4 + 3 + 85,
        "estimate",
        0.9)]
    [TestCase("""{"model":"gpt-4o","messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"f"}}]}]}""", 4 + 3, "estimate", 0.9)]
    public async Task Request_OfMessages_CostsItsFrameToo(string request, long tokens, string method, double confidence)
    {
        await using var client = await CallAsync(new WordCounter(), Answer, request: request);
        var e = await client.EventAsync();

        Assert.That((e.Tokens.Input, e.TokenMethod, e.TokenConfidence), Is.EqualTo(((long?)tokens, method, (double?)confidence)));
    }

    [TestCase("gpt-5-mini", "estimate")]
    [TestCase("o3", "estimate")]
    [TestCase("gpt-4.1-nano", "exact")]
    [TestCase("openai/gpt-4o", "exact")]
    [TestCase("ft:gpt-4o:org::id", "exact")]
    [TestCase("some-model", "estimate")]
    public async Task Model_ThatHidesItsReasoningOrIsNotKnown_IsEstimated(string model, string method)
    {
        await using var client = await CallAsync(new WordCounter(), Answer.Replace("gpt-4o-2024-08-06", model, StringComparison.Ordinal));

        Assert.That((await client.EventAsync()).TokenMethod, Is.EqualTo(method));
    }

    [TestCase("message.tool_calls", """{"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":"""
        + """{"name":"now","arguments":"{}"}}]}""")]
    [TestCase("message.reasoning", """{"role":"assistant","content":"Hi","reasoning":"Well"}""")]
    public async Task Answer_OfMoreThanText_IsEstimated(string what, string message)
    {
        await using var client = await CallAsync(
            new WordCounter(), $$"""{"model":"gpt-4o","choices":[{"index":0,"message":{{message}},"finish_reason":"stop"}]}""");

        Assert.That((await client.EventAsync()).TokenMethod, Is.EqualTo("estimate"), what);
    }

    [Test]
    public async Task Tools_WhereNobodyCounts_AreNeitherHeldNorTallied()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(Answer));
        using var response = await client.Http.SendAsync(
            WireSamples.Post(json: """{"model":"gpt-4o","messages":[{"role":"user","content":"Hi"}],"tools":[{"type":"function"}]}"""));

        Assert.That(((await client.EventAsync()).TokenMethod, (await client.EventAsync()).PromptCharacters), Is.EqualTo(((string?)null, 2L)));
    }

    [Test]
    public async Task Choices_StreamedInTurns_AreCountedEachByItself()
    {
        List<string> texts = [];
        var stream = string.Concat(
            Chunk(0, "Hel"),
            Chunk(1, "Good"),
            Chunk(0, "lo you"),
            Chunk(1, "bye"),
            """data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"},{"index":1,"delta":{},"finish_reason":"stop"}]}""" + "\n\n");
        await using var client = await CallAsync(
            new WordCounter { OnCount = texts.Add }, stream, contentType: "text/event-stream", request: WireSamples.ChatStreamRequest);

        Assert.That((await client.EventAsync()).Tokens.Output, Is.EqualTo(3));
        Assert.That(texts.Skip(1), Is.EqualTo(new[] { "Hello you", "Goodbye" }));
    }

    [Test]
    public async Task Text_LongerThanMayBeHeld_IsTakenToBeLikeTheRest()
    {
        await using var client = await CallAsync(
            new WordCounter(), Answer, request: $$"""{"model":"gpt-4o","messages":[{"role":"user","content":"{{LongText}}"}]}""");
        var e = await client.EventAsync();

        Assert.That(e.Tokens.Input, Is.EqualTo(40_007).Within(0.1).Percent);
        Assert.That((e.TokenSource, e.FallbackReason), Is.EqualTo(("estimate", "text_too_long")));
    }

    [Test]
    public async Task Text_HeldOnce_IsGivenBack()
    {
        string? request = null;
        WordCounter counter = new() { OnCount = text => request ??= text };
        await using var client = await CallAsync(counter, Answer, request: """{"model":"gpt-4o","messages":[{"role":"user","content":"first"}]}""");
        await client.EventAsync();
        (request, var first) = (null, request);
        using (await client.Http.SendAsync(WireSamples.Post(json: """{"model":"gpt-4o","messages":[{"role":"user","content":"second"}]}""")))
        {
        }

        await LlmMonitoring.FlushAsync();
        Assert.That((first, request), Is.EqualTo(("first", "second")));
    }

    [TestCase("capacity", null, 4d)]
    [TestCase("estimate", "estimate", null)]
    [TestCase("none", null, null)]
    public async Task Model_ThatNobodyKnows_FallsBackAsTold(string fallback, string? source, double? words)
    {
        await using var client = await CallAsync(new WordCounter { Models = _ => false }, Answer, options => options.Fallback.OnUnknownModel = fallback);
        var e = await client.EventAsync();

        Assert.That((e.Fallback, e.FallbackReason, e.TokenSource, e.Capacity?["input.words"]), Is.EqualTo((fallback, "unknown_model", source, words)));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.MeasurementFallbacks).Tag(LlmTagNames.FallbackReason), Is.EqualTo("unknown_model"));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Capacity).Any(), Is.EqualTo(words is not null));
        Assert.That(Tokens(client).All(line => line.EndsWith("estimate", StringComparison.Ordinal)), Is.True);
    }

    [Test]
    public async Task Tokenizer_NamedByRuleOrScope_CountsInPlaceOfTheModels([Values] bool byScope)
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(Answer)),
            options => options.AutoRules.Add(new() { Model = "gpt-5*", Strategy = "token", Tokenizer = byScope ? null : "mine" }),
            services: services => services.AddSingleton<ITokenCounterSource>(new WordCounter()).AddSingleton<ITokenCounter>(new WordCounter("mine")));
        using (byScope ? LlmCall.Begin(new LlmCallInfo { Tokenizer = "mine" }) : null)
        using (await client.Http.SendAsync(WireSamples.Post()))
        {
        }

        Assert.That((await client.EventAsync()).Tokenizer, Is.EqualTo("mine"));
    }

    private static string Chunk(int choice, string text) =>
        string.Create(CultureInfo.InvariantCulture, $$$"""data: {"choices":[{"index":{{{choice}}},"delta":{"content":"{{{text}}}"}}]}""") + "\n\n";

    private static string[] Tokens(MonitoredClient client) =>
        [.. client.Recorder.Of(LlmInstrumentNames.Tokens).Select(m => $"{m.Tag(LlmTagNames.TokenType)} {m.Value} {m.Tag(LlmTagNames.TokenSource)}")];

    private static async Task<MonitoredClient> CallAsync(
        WordCounter counter,
        string answer,
        Action<LlmMonitoringOptions>? configure = null,
        Delivery delivery = Delivery.Whole,
        string request = WireSamples.ChatRequest,
        string contentType = "application/json")
    {
        MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(answer, delivery, contentType)),
            configure,
            services: services => services.AddSingleton<ITokenCounterSource>(counter));
        using var response = await client.Http.SendAsync(WireSamples.Post(json: request));
        return client;
    }
}
