using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Telemetry;

/// <summary>The meter for dotnet-counters, which shows ten series of histograms.</summary>
public sealed class LiteMeterTests
{
    private const string Responses = "https://api.openai.com/v1/responses";

    private static readonly (string Url, string Answer)[] Calls =
    [
        (WireSamples.OpenAiChat, WireSamples.ChatAnswer),
        (WireSamples.OpenAiChat, WireSamples.ChatStream),
        ("https://api.openai.com/v1/completions", WireSamples.ChatAnswer),
        ("https://api.openai.com/v1/embeddings", """{"object":"list","model":"e","data":[],"usage":{"prompt_tokens":6,"total_tokens":6}}"""),
        ("https://api.openai.com/v1/moderations", """{"id":"m","model":"m","results":[]}"""),
        ("https://api.openai.com/v1/images/generations", """{"created":1,"data":[]}"""),
        ("https://api.openai.com/v1/audio/speech", "sound"),
        ("https://api.cohere.com/v2/rerank", """{"id":"r","results":[]}"""),
        ("https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent", """{"candidates":[{"finishReason":"STOP"}]}"""),
        (WireSamples.AnthropicMessages, WireSamples.MessagesAnswer),
    ];

    [Test]
    public async Task Call_WhereOnlyTheLiteMeterIsHeard_IsMeasuredWhenItsEndReturns()
    {
        await using var services = Services(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        using MeasurementRecorder lite = new(services, meter: LlmTelemetry.LiteMeterName);
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("llm");

        using var response = await http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);
        Assert.That(lite.All, Is.Empty);
        await response.Content.LoadIntoBufferAsync();

        var request = lite.Only(LlmInstrumentNames.LiteRequests);
        Assert.That(request.Tags, Is.EquivalentTo(
            new Dictionary<string, object?> { ["gen_ai.provider.name"] = "openai", ["gen_ai.request.model"] = "gpt-5-mini" }));
        Assert.That(lite.Only(LlmInstrumentNames.LiteInputTokens, ("gen_ai.request.model", "gpt-5-mini")).Value, Is.EqualTo(11));
        Assert.That(lite.Only(LlmInstrumentNames.LiteOutputTokens, ("gen_ai.request.model", "gpt-5-mini")).Value, Is.EqualTo(7));
        Assert.That(lite.Only(LlmInstrumentNames.LiteDuration).Tags, Is.EquivalentTo(new Dictionary<string, object?> { ["gen_ai.operation.name"] = "chat" }));
        Assert.That(lite.Of(LlmInstrumentNames.LiteErrors), Is.Empty);
    }

    [Test]
    public async Task Call_WithoutAServiceProvider_IsOnTheLiteMeterToo()
    {
        using MeasurementRecorder lite = new(
            services: null, keep: measurement => Equals(measurement.Tag(LlmTagNames.RequestModel), "lite-model"), meter: LlmTelemetry.LiteMeterName);
        using HttpMessageInvoker invoker = new(LlmMonitoring.CreateHandler(new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer))));

        using var response = await invoker.SendAsync(
            WireSamples.Post(json: WireSamples.ChatRequest.Replace("gpt-5-mini", "lite-model", StringComparison.Ordinal)), CancellationToken.None);
        await response.Content.LoadIntoBufferAsync();

        Assert.That(lite.Only(LlmInstrumentNames.LiteRequests).Value, Is.EqualTo(1));
    }

    [Test]
    public async Task Stream_OnTheLiteMeter_HasTheFiguresOfTheMainMeter()
    {
        ManualTimeProvider? time = null;
        var events = WireSamples.ChatStream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        await using MonitoredClient client = new(_ => WireSamples.Stream(new PacedStream(events, [100, 200, 50, 10, 20, 5], time!), "text/event-stream"));
        time = client.Time;
        using MeasurementRecorder lite = new(client.Services, meter: LlmTelemetry.LiteMeterName);

        using var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest));

        Assert.That(lite.Only(LlmInstrumentNames.LiteTimeToFirstToken).Value, Is.EqualTo(0.3).Within(1e-9));
        AssertSame(LlmInstrumentNames.LiteTimeToFirstToken, LlmInstrumentNames.TimeToFirstToken);
        AssertSame(LlmInstrumentNames.LiteTimePerOutputToken, LlmInstrumentNames.TimePerOutputToken);
        AssertSame(LlmInstrumentNames.LiteLongestStall, LlmInstrumentNames.LongestStall);
        AssertSame(LlmInstrumentNames.LiteDuration, LlmInstrumentNames.OperationDuration);

        void AssertSame(string own, string main)
        {
            Assert.That(lite.Only(own).Value, Is.EqualTo(client.Recorder.Only(main).Value), own);
        }
    }

    [TestCase(500, "error", 1)]
    [TestCase(200, "completed", 0)]
    public async Task Error_OfACall_IsCountedWithItsOutcome(int status, string outcome, int errors)
    {
        await using MonitoredClient client = new(_ =>
        {
            var response = WireSamples.Trickle(WireSamples.ChatAnswer);
            response.StatusCode = (System.Net.HttpStatusCode)status;
            return response;
        });
        using MeasurementRecorder lite = new(client.Services, meter: LlmTelemetry.LiteMeterName);

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(client.Outcome, Is.EqualTo(outcome));
        Assert.That(lite.Sum(LlmInstrumentNames.LiteErrors, (LlmTagNames.Outcome, "error"), (LlmTagNames.RequestModel, "gpt-5-mini")), Is.EqualTo(errors));
        Assert.That(lite.Sum(LlmInstrumentNames.LiteErrors), Is.EqualTo(errors));
    }

    [Test]
    public async Task Cancellation_OfACall_IsNoError()
    {
        await using MonitoredClient client = new(new StubHandler((_, token) => throw new OperationCanceledException(token)));
        using MeasurementRecorder lite = new(client.Services, meter: LlmTelemetry.LiteMeterName);

        Assert.That(async () => await client.Http.SendAsync(WireSamples.Post()), Throws.InstanceOf<OperationCanceledException>());

        Assert.That((lite.Sum(LlmInstrumentNames.LiteRequests), lite.Sum(LlmInstrumentNames.LiteErrors)), Is.EqualTo((1d, 0d)));
    }

    [Test]
    public async Task Tokens_ToldLater_AreAdded()
    {
        Queue<string> answers = new(
        [
            """{"id":"resp_1","object":"response","status":"queued","background":true,"model":"gpt-5-1","output":[],"usage":null}""",
            """{"id":"resp_1","object":"response","status":"completed","model":"gpt-5-1","output":[],"usage":{"input_tokens":11,"output_tokens":7"""
                + ""","total_tokens":18}}""",
        ]);
        await using MonitoredClient client = new(_ => WireSamples.Trickle(answers.Dequeue()));
        using MeasurementRecorder lite = new(client.Services, meter: LlmTelemetry.LiteMeterName);

        using var queued = await client.Http.SendAsync(WireSamples.Post(Responses, """{"model":"gpt-5","input":"Say hi","background":true}"""));
        Assert.That(lite.Of(LlmInstrumentNames.LiteInputTokens), Is.Empty);
        using var fetched = await client.Http.GetAsync(new Uri($"{Responses}/resp_1"));

        Assert.That(lite.Only(
            LlmInstrumentNames.LiteInputTokens, (LlmTagNames.RequestModel, "gpt-5"), (LlmTagNames.ProviderName, "openai")).Value, Is.EqualTo(11));
        Assert.That(lite.Only(LlmInstrumentNames.LiteOutputTokens, (LlmTagNames.RequestModel, "gpt-5")).Value, Is.EqualTo(7));
        Assert.That(lite.Sum(LlmInstrumentNames.LiteRequests), Is.EqualTo(1));
    }

    [Test]
    public async Task Histograms_OfManyModelsOperationsAndOutcomes_HaveAtMostTenSeries()
    {
        Func<HttpResponseMessage> network = null!;
        await using MonitoredClient client = new(_ => network());
        using MeasurementRecorder lite = new(client.Services, meter: LlmTelemetry.LiteMeterName);

        for (var model = 0; model < 40; model++)
        {
            foreach (var (url, answer) in Calls)
            {
                var streamed = answer == WireSamples.ChatStream ? "true" : "false";
                var json = $$"""{"model":"model-{{model}}","input":"a","prompt":"a","query":"a","documents":["a"],"messages":[],"stream":{{streamed}}}""";
                network = model % 5 == 4 ? () => throw new HttpRequestException("down") : () => WireSamples.Trickle(answer);
                try
                {
                    using var response = await client.Http.SendAsync(WireSamples.Post(url, json));
                }
                catch (HttpRequestException)
                {
                    // One in five fails.
                }
            }
        }

        var histograms = lite.Instruments.OfType<Histogram<double>>().Select(instrument => instrument.Name).ToHashSet();
        var series = lite.All.Where(measurement => histograms.Contains(measurement.Instrument))
            .Select(measurement => (measurement with { Value = 0 }).ToString())
            .ToHashSet();
        Assert.That(series, Has.Count.EqualTo(8), string.Join(Environment.NewLine, series));
        Assert.That(lite.Sum(LlmInstrumentNames.LiteRequests), Is.EqualTo(client.Recorder.Sum(LlmInstrumentNames.Requests)).And.EqualTo(40 * Calls.Length));
        Assert.That(
            lite.Of(LlmInstrumentNames.LiteRequests).Select(measurement => measurement.Tag(LlmTagNames.RequestModel)).OfType<string>().ToHashSet(),
            Has.Count.GreaterThanOrEqualTo(40));
    }

    private static ServiceProvider Services(Func<HttpRequestMessage, HttpResponseMessage> respond)
    {
        ServiceCollection services = new();
        services.AddMetrics();
        services.AddHttpClient("llm").ConfigurePrimaryHttpMessageHandler(() => new StubHandler(respond)).AddLlmMonitoring();
        return services.BuildServiceProvider();
    }
}
