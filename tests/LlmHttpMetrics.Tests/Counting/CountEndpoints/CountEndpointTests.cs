using LlmHttpMetrics.CustomProviders;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Tests.Counting.Tokens;
using LlmHttpMetrics.Tests.Interception;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Counting.CountEndpoints;

/// <summary>If there is neither usage nor a tokenizer, the provider's count endpoint is used, and every figure has that source.</summary>
public sealed class CountEndpointTests
{
    private const string Responses = "https://api.openai.com/v1/responses";
    private const string Gemini = "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent";

    [Test]
    public async Task Answer_WithoutUsage_IsCountedByItsProvider([Values] bool withTokenizers)
    {
        await using CountedClient client = new(services: services => AddTokenizer(services, withTokenizers ? "gpt" : null));
        var e = await client.CallAsync();

        Assert.That((e.Tokens.Input, e.TokenSource, e.TokenConfidence, e.Tokenizer), Is.EqualTo(((long?)42, "count_api", (double?)0.95, (string?)null)));
        Assert.That((
            e.Tokens.Output, e.OutputTokenSource, e.OutputTokenConfidence), Is.EqualTo(((long?)CountedClient.EstimatedOutput, "estimate", (double?)0.5)));
        Assert.That((e.UsageMissing, e.Fallback, e.FallbackReason), Is.EqualTo((true, (string?)null, (string?)null)));
        Assert.That(client.Tokens(), Is.EqualTo(new[] { "input 42 count_api", "output 5 estimate" }));
        Assert.That(
            client.Client.Recorder.Of(LlmInstrumentNames.TokenizationConfidence).Select(m => (m.Tag(LlmTagNames.Tokenizer), m.Value)),
            Is.EqualTo(new[] { ((object?)"count_api", 0.95), ("estimate", 0.5) }));
        Assert.That(client.Client.Recorder.Of(LlmInstrumentNames.TokenUsage), Is.Empty, "The standard's histogram is the provider's usage.");
    }

    [TestCase(
        CountedClient.Messages,
        """{"model":"claude-sonnet-4-5","max_tokens":64,"stream":false,"temperature":0.5,"system":"Be brief","messages":"""
            + """[{"role":"user","content":"Hi"}],"metadata":{"user_id":"c4n4ry"}}""",
        "https://api.anthropic.com/v1/messages/count_tokens",
        """{"model":"claude-sonnet-4-5","system":"Be brief","messages":[{"role":"user","content":"Hi"}]}""")]
    [TestCase(
        Responses,
        """{"model":"gpt-5","input":"Hi","store":true,"max_output_tokens":9,"tools":[{"type":"function","name":"f","parameters":{}}],"user":"c4n4ry"}""",
        "https://api.openai.com/v1/responses/input_tokens",
        """{"model":"gpt-5","input":"Hi","tools":[{"type":"function","name":"f","parameters":{}}]}""")]
    [TestCase(
        Gemini,
        """{"contents":[{"parts":[{"text":"Hi"}]}],"safetySettings":[],"systemInstruction":{"parts":[{"text":"Be brief"}]}}""",
        "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:countTokens",
        """{"generateContentRequest":{"model":"models/gemini-2.5-flash","contents":[{"parts":[{"text":"Hi"}]}],"systemInstruction":{"parts":"""
            + """[{"text":"Be brief"}]}}}""")]
    public async Task Question_HasWhatTheEndpointTakes_AndNothingOfTheCallersCredentials(string url, string request, string askedUrl, string askedBody)
    {
        await using CountedClient client = new(_ => CountedClient.Respond("""{"object":"response.input_tokens","input_tokens":7,"totalTokens":7}"""));
        var e = await client.CallAsync(request, url);
        var (toldUrl, headers, body) = client.Asked.Single();

        Assert.That((e.Tokens.Input, e.TokenSource), Is.EqualTo(((long?)7, "count_api")));
        Assert.That((toldUrl, body), Is.EqualTo((askedUrl, askedBody)));
        Assert.That(headers, Does.Contain("x-api-key: mine").And.Not.Contain(Canary.Secret));
    }

    [TestCase(null, "2023-06-01")]
    [TestCase("2099-01-01", "2099-01-01")]
    public async Task VersionOfAnthropic_IsTheClientsOrElseOurs(string? own, string version)
    {
        await using CountedClient client = new(counter: http =>
        {
            if (own is not null)
            {
                http.DefaultRequestHeaders.Add("anthropic-version", own);
            }
        });
        await client.CallAsync();

        Assert.That(client.Asked.Single().Headers.Trim(), Is.EqualTo($"anthropic-version: {version}"));
    }

    [Test]
    public async Task Tokenizer_OfTheModel_GoesBeforeTheEndpoint()
    {
        await using CountedClient client = new(services: services => AddTokenizer(services, "claude"));
        var e = await client.CallAsync();

        Assert.That((e.TokenSource, e.OutputTokenSource, client.Asked), Is.EqualTo(("tokenizer", (string?)null, Array.Empty<(string, string, string)>())));
    }

    [Test]
    public async Task Tokenizer_ThatThrows_LeavesTheCallToTheEndpoint()
    {
        await using CountedClient client = new(services: services => AddTokenizer(services, "claude", _ => throw new InvalidOperationException()));
        var e = await client.CallAsync();

        Assert.That((e.TokenSource, e.Tokens.Input, e.FallbackReason), Is.EqualTo(("count_api", (long?)42, (string?)null)));
    }

    [Test]
    public async Task Answer_WithUsage_IsNotAskedFor()
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.MessagesAnswer)),
            services: services => services.AddLlmCountEndpoints(options => options.Anthropic.HttpClientName = "none"));
        (await client.Http.SendAsync(WireSamples.Post(WireSamples.AnthropicMessages, WireSamples.MessagesRequest))).Dispose();

        Assert.That((
            (await client.EventAsync()).TokenSource, client.Recorder.Of(LlmInstrumentNames.MeasurementFallbacks).Any()), Is.EqualTo(("provider", false)));
    }

    /// <summary>The text is only sent to hosts that have already received it.</summary>
    [TestCase("https://proxy.example/v1/messages")]
    [TestCase("https://api.anthropic.com:8443/v1/messages")]
    [TestCase("https://api.deepseek.com/v1/messages")]
    public async Task Call_ToAnotherHost_IsNotAskedFor(string url)
    {
        await using CountedClient client = new(configure: options => options.Provider = "anthropic");
        var e = await client.CallAsync(url: url);

        Assert.That((e.UsageMissing, e.TokenSource, client.Asked), Is.EqualTo((true, (string?)null, Array.Empty<(string, string, string)>())));
    }

    [Test]
    public async Task Gateway_ThatIsNamed_IsAskedForItsOwnCalls()
    {
        await using CountedClient client = new(
            limits: options => options.Anthropic.BaseAddress = new Uri("https://proxy.example/claude"), configure: options => options.Provider = "anthropic");
        await client.CallAsync(url: "https://proxy.example/claude/v1/messages");

        Assert.That(client.Asked.Single().Url, Is.EqualTo("https://proxy.example/claude/v1/messages/count_tokens"));
    }

    [TestCase(true, "auto")]
    [TestCase(false, "capacity")]
    public async Task Client_ThatDoesNotWantIt_IsNotAskedFor(bool switchedOff, string strategy)
    {
        await using CountedClient client = new(configure: options => (options.UseCountEndpoints, options.DefaultStrategy) = (!switchedOff, strategy));
        var e = await client.CallAsync();

        Assert.That((e.TokenSource, e.FallbackReason, client.Asked), Is.EqualTo(((string?)null, (string?)null, Array.Empty<(string, string, string)>())));
    }

    [Test]
    public async Task Request_LongerThanMayBeHeld_IsNotAskedFor([Values] bool withTokenizers)
    {
        // Half of what may be held, and half of that again where tokenizers hold its text.
        var most = withTokenizers ? 16_384 : 32_768;
        await using CountedClient client = new(services: services => AddTokenizer(services, withTokenizers ? "gpt" : null));
        var least = CountedClient.Request("").Length;
        var fits = await client.CallAsync(CountedClient.Request(new string('a', most - least)));
        var tooLong = await client.CallAsync(CountedClient.Request(new string('a', most - least + 1)));

        Assert.That(
            (fits.TokenSource, tooLong.TokenSource, tooLong.FallbackReason, tooLong.Fallback),
            Is.EqualTo(("count_api", (string?)null, "text_too_long", "capacity")));
        Assert.That((client.Asked.Count, tooLong.Capacity!["input.characters"]), Is.EqualTo((1, (double)(most - least + 1))));
    }

    [Test]
    public async Task Request_SentTwice_IsAskedForOnce()
    {
        var count = 0;
        await using CountedClient client = new(_ => CountedClient.Count($"{++count}"));
        long?[] counts =
        [
            (await client.CallAsync()).Tokens.Input, (await client.CallAsync()).Tokens.Input,
            (await client.CallAsync(CountedClient.Request("else"))).Tokens.Input
        ];
        client.Client.Time.Advance(TimeSpan.FromSeconds(3601));
        var later = (await client.CallAsync()).Tokens.Input;

        Assert.That((counts, later), Is.EqualTo((new long?[] { 1, 1, 2 }, (long?)3)));
        Assert.That(client.Client.Recorder.Sum(LlmInstrumentNames.TokenizationCache, (LlmTagNames.CacheResult, "hit")), Is.EqualTo(1));
    }

    /// <summary>
    /// A provider of the user's claims every path that ends like the endpoint's, and its answers have no usage: without a mark each count would
    /// ask for the next.
    /// </summary>
    [Test]
    public async Task Question_OfAMonitoredClient_IsNoCall([Values] bool withHandlerBetween)
    {
        await using CountedClient client = new(
            services: services => services.ConfigureHttpClientDefaults(defaults =>
            {
                if (withHandlerBetween)
                {
                    defaults.AddHttpMessageHandler(() => new PassingHandler());
                }

                defaults.AddLlmMonitoring(options => options.Providers.Add(new CustomProvider
                {
                    Name = "looped",
                    Hosts = { "api.anthropic.com" },
                    Endpoints =
                    {
                        new CustomEndpoint { Path = "/v1/messages/count_tokens", Format = "anthropic" },
                        new CustomEndpoint { Path = "/v1/messages", Format = "anthropic" }
                    },
                }));
            }));
        var e = await client.CallAsync();

        Assert.That((e.Provider, e.TokenSource, client.Asked.Count), Is.EqualTo(("looped", "count_api", 1)));
        Assert.That(
            (client.Client.Sink.Events.Count, client.Client.Recorder.Sum(LlmInstrumentNames.Requests), client.Client.Recorder.Sum(LlmInstrumentNames.Attempts)),
            Is.EqualTo((1, 1d, 1d)));
    }

    [Test]
    public async Task Flush_WaitsForTheCount()
    {
        TaskCompletionSource<HttpResponseMessage> answer = new();
        await using CountedClient client = new(_ => answer.Task);
        await client.SendAsync();
        var flushing = LlmMonitoring.FlushAsync();
        var early = (flushing.IsCompleted, client.Client.Sink.Events.Count);
        answer.SetResult(await CountedClient.Count("42"));
        await flushing;

        Assert.That((early, client.Client.Sink.Only.TokenSource), Is.EqualTo(((false, 0), "count_api")));
    }

    [Test]
    public async Task Request_NotSentToItsEnd_IsNotAskedFor()
    {
        await using CountedClient client = new(primary: new StubHandler(_ => WireSamples.Trickle(CountedClient.Answer)) { ReadsBody = false });
        using HttpRequestMessage request = new(HttpMethod.Post, CountedClient.Messages)
        {
            Content = new PiecewiseContent(WireSamples.Bytes(WireSamples.MessagesRequest))
        };
        (await client.Client.Http.SendAsync(request)).Dispose();

        Assert.That(((await client.Client.EventAsync()).FallbackReason, client.Asked.Count), Is.EqualTo(("count_api_unsuitable", 0)));
    }

    [Test]
    public async Task Buffers_OfEveryCall_AreGivenBack([Values] bool withHandlerBetween, [Values] bool withTokenizers)
    {
        var before = TextBuffers.Out;
        await using CountedClient client = new(
            limits: options => options.RequestsPerMinute = 1,
            services: services =>
            {
                AddTokenizer(services, withTokenizers ? "gpt" : null);
                AddHandlerBetween(services, withHandlerBetween);
            });
        List<string?> reasons = [];
        foreach (var request in new[] { "counted", "limited", new string('a', 40_000) })
        {
            reasons.Add((await client.CallAsync(CountedClient.Request(request))).FallbackReason);
        }

        await client.CallAsync(CountedClient.Request("reported"), $"{CountedClient.Messages}?usage");

        Assert.That(client.Client.Sink.Events[^1].TokenSource, Is.EqualTo("provider"));
        Assert.That(reasons, Is.EqualTo(new[] { null, "count_api_limited", "text_too_long" }));
        Assert.That(() => TextBuffers.Out, Is.LessThanOrEqualTo(before).After(HangGuard.Milliseconds, 5));
    }

    /// <summary>A call with usage is one to learn from, and its provider is not asked.</summary>
    [Test]
    public async Task Buffers_OfACallToLearnFrom_AreGivenBack([Values] bool withHandlerBetween)
    {
        var before = TextBuffers.Out;
        await using CountedClient client = new(
            configure: options => options.Fallback.OnUnknownModel = LlmFallbacks.Estimate,
            services: services => AddHandlerBetween(services, withHandlerBetween));
        var e = await client.CallAsync(CountedClient.Request("reported"), $"{CountedClient.Messages}?usage");

        Assert.That((e.TokenSource, client.Asked.Count), Is.EqualTo(("provider", 0)));
        Assert.That(() => TextBuffers.Out, Is.LessThanOrEqualTo(before).After(HangGuard.Milliseconds, 5));
    }

    [Test]
    public async Task Buffers_OfACallThatCouldNotBeSent_AreGivenBack([Values] bool withHandlerBetween)
    {
        var before = TextBuffers.Out;
        await using CountedClient client = new(
            primary: new StubHandler((HttpRequestMessage _) => throw new HttpRequestException("c4n4ry")),
            services: services => AddHandlerBetween(services, withHandlerBetween));

        await Assert.CatchAsync<HttpRequestException>(() => client.SendAsync());

        Assert.That(() => TextBuffers.Out, Is.LessThanOrEqualTo(before).After(HangGuard.Milliseconds, 5));
    }

    private static void AddHandlerBetween(IServiceCollection services, bool isWanted)
    {
        if (isWanted)
        {
            services.ConfigureHttpClientDefaults(defaults => defaults.AddHttpMessageHandler(() => new PassingHandler()));
        }
    }

    private static void AddTokenizer(IServiceCollection services, string? models, Action<string>? onCount = null)
    {
        if (models is not null)
        {
            services.AddSingleton<ITokenCounterSource>(
                new WordCounter { Models = model => model.StartsWith(models, StringComparison.Ordinal), OnCount = onCount ?? (_ => { }) });
        }
    }

    private sealed class PassingHandler : DelegatingHandler;
}
