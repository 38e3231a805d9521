using LlmHttpMetrics.Reading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Text.Redaction;

/// <summary>The text of calls on their events, where an option asks for it and nowhere else.</summary>
[NonParallelizable]
public sealed class ContentCaptureTests
{
    private const string Request =
        """{"model":"gpt-5-mini","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"Mail """
            + """jane@example.com\nnow"},{"type":"image_url","image_url":{"url":"https://x/y.png"}}]}],"tools":[{"function":"""
            + """{"name":"f","description":"hidden"}}]}""";
    private const string Answer = """{"id":"1","choices":[{"message":{"content":"Sent to 4111 1111 1111 1111."}},{"message":{"content":"Zweite Wahl 😀"}}]}""";

    private long _before;

    /// <summary>What other tests have left behind is not held against these.</summary>
    [SetUp]
    public async Task CountAsync()
    {
        await LlmMonitoring.FlushAsync();
        _before = GivenOut();
    }

    [Test]
    public async Task Content_NotAskedFor_IsNotThere()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(Answer));
        var e = await CallAsync(client);

        Assert.That(e.Content, Is.Null);
    }

    [Test]
    public async Task Content_AskedFor_IsOnTheEventRedacted([Values] Delivery delivery)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(Answer, delivery), Both);
        var e = await CallAsync(client);

        Assert.That(e.Content!.Input, Is.EqualTo(new[] { "Be brief.", "Mail [email]\nnow" }));
        Assert.That(e.Content.Output, Is.EqualTo(new[] { "Sent to [card].", "Zweite Wahl 😀" }));
        Assert.That(e.Content.IsCut, Is.False);
        AssertAllGivenBack();
    }

    [Test]
    public async Task Content_OfOneDirection_IsThatAlone([Values] bool input)
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(Answer), options =>
        {
            options.ContentCapture.Input = input;
            options.ContentCapture.Output = !input;
        });
        var e = await CallAsync(client);

        Assert.That((e.Content!.Input.Count, e.Content.Output.Count), Is.EqualTo(input ? (2, 0) : (0, 2)));
    }

    [Test]
    public async Task Content_OfAStream_IsPutTogetherByChoice()
    {
        const string Stream = """
            data: {"choices":[{"index":0,"delta":{"content":"On"}},{"index":1,"delta":{"content":"Tw"}}]}

            data: {"choices":[{"index":1,"delta":{"content":"o"}},{"index":0,"delta":{"content":"e","reasoning_content":"hidden"}}]}

            data: [DONE]


            """;
        await using MonitoredClient client = new(_ => WireSamples.Trickle(Stream), Both);
        var e = await CallAsync(client, Request.Replace("\"model\"", "\"n\":2,\"stream\":true,\"model\"", StringComparison.Ordinal));

        Assert.That(e.Content!.Output, Is.EqualTo(new[] { "One", "Two" }));
    }

    [Test]
    public async Task Content_Long_IsCutBeforeWhatMayBeHalfASecret([Values(20, 26, 29, 31)] int most)
    {
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle("""{"choices":[{"message":{"content":"My card is 4111 1111 1111 1111, jane@example.com"}}]}"""),
            options =>
            {
                options.ContentCapture.Output = true;
                options.ContentCapture.MaxLength = most;
            });
        var e = await CallAsync(client);

        Assert.That((e.Content!.Output.Single(), e.Content.IsCut), Is.EqualTo(("My card is", true)));
    }

    [Test]
    public async Task Content_WithTokenizers_SharesTheLimitWithThem()
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle($$$"""{"choices":[{"message":{"content":"{{{string.Concat(Enumerable.Repeat("word ", 4000))}}}"}}]}""")),
            options =>
            {
                Both(options);
                options.ContentCapture.MaxLength = 1_000_000;
            },
            services: services => services.AddSingleton<ITokenCounterSource>(new Nobody()));
        var e = await CallAsync(client);

        Assert.That(
            (e.Content!.Output.Single().Length, e.Content.IsCut),
            Is.EqualTo((8190 - 1, true)).Or.EqualTo((8189, true)),
            "an eighth of 65,536 bytes, to the last whole word");
        AssertAllGivenBack();
    }

    [Test]
    public async Task Redactor_OfYourOwn_ComesLast()
    {
        List<string> seen = [];
        await using MonitoredClient client = new(_ => WireSamples.Trickle(Answer), options =>
        {
            Both(options);
            options.ContentCapture.Redactor = text =>
            {
                seen.Add(text);
                return text.StartsWith("Be", StringComparison.Ordinal) ? null : text.ToUpperInvariant();
            };
        });
        var e = await CallAsync(client);

        Assert.That(e.Content!.Input, Is.EqualTo(new[] { "MAIL [EMAIL]\nNOW" }), "null drops a text");
        Assert.That(seen, Has.Some.EqualTo("Mail [email]\nnow"));
    }

    [Test]
    public async Task Redactor_Throws_DropsTheContentAndCounts()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(Answer), options =>
        {
            Both(options);
            options.ContentCapture.Redactor = _ => throw new InvalidOperationException();
        });
        var e = await CallAsync(client);

        Assert.That((e.Content, e.Outcome), Is.EqualTo(((LlmContent?)null, LlmOutcomes.Completed)));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.MeasurementFailures).Tag(LlmTagNames.Stage), Is.EqualTo("redaction"));
        AssertAllGivenBack();
    }

    [Test]
    public async Task Content_Captured_GoesToTheEventAlone()
    {
        const string Word = "sesquipedalian";
        using CollectingLogger log = new();
        using ActivityRecorder spans = new();
        LlmContent? early = null;
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle($$$"""{"choices":[{"message":{"content":"{{{Word}}}"}}]}""")),
            options =>
            {
                Both(options);
                options.Enrich = context => early = context.Event!.Content;
                options.SemanticConventions = SemanticConventions.Both;
                options.RecordDecisions = true;
            },
            services: services => services.AddLlmEventLogger().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
        var e = await CallAsync(client, Request.Replace("Be brief.", Word, StringComparison.Ordinal));

        Assert.That(e.Content!.Input[0] + e.Content.Output[0], Is.EqualTo(Word + Word));
        Assert.That(early, Is.Null, "hooks do not see what is not redacted yet");
        Assert.That(string.Join('\n', client.Recorder.All), Does.Not.Contain(Word));
        Assert.That(string.Join('\n', spans.Only.TagObjects), Does.Not.Contain(Word));
        Assert.That(string.Join('\n', log.Entries), Does.Not.Contain(Word));
    }

    [Test]
    public async Task Events_DroppedOrLeftOut_GiveTheirTextBack()
    {
        await using (MonitoredClient sampled = new(_ => WireSamples.Trickle(Answer), options =>
        {
            Both(options);
            options.EventSampling.Share = 0;
        }))
        {
            (await sampled.Http.SendAsync(WireSamples.Post(json: Request))).Dispose();
        }

        TaskCompletionSource reached = new();
        TaskCompletionSource release = new();
        CollectingSink slow = new()
        {
            Before = _ =>
            {
                reached.TrySetResult();
                return release.Task;
            },
        };
        await using MonitoredClient full = new(
            new StubHandler(_ => WireSamples.Trickle(Answer)),
            Both,
            services: services => services.AddSingleton<ILlmEventSink>(slow),
            shared: options => options.EventQueue.Capacity = 1);
        (await full.Http.SendAsync(WireSamples.Post(json: Request))).Dispose();
        await reached.Task;
        for (var i = 0; i < 3; i++)
        {
            (await full.Http.SendAsync(WireSamples.Post(json: Request))).Dispose();
        }

        try
        {
            Assert.That(full.Recorder.Sum(LlmInstrumentNames.EventsDropped), Is.EqualTo(2));
            Assert.That(() => GivenOut(), Is.EqualTo(_before + 2).After(HangGuard.Milliseconds, 50), "those of the event that waits");
        }
        finally
        {
            // The sink would be waited for.
            release.SetResult();
        }

        await LlmMonitoring.FlushAsync();
        AssertAllGivenBack();
    }

    [Test]
    public async Task Nobody_TakesEvents_NothingIsHeld()
    {
        using MeasurementRecorderOfStatics listener = new();
        LlmMonitoringOptions options = new();
        Both(options);
        var before = GivenOut();
        var most = 0L;
        using HttpMessageInvoker invoker = new(LlmMonitoring.CreateHandler(
            new StubHandler(_ =>
            {
                most = Math.Max(most, TextBuffers.Out - before);
                return WireSamples.Trickle(Answer);
            }),
            options: options));

        using var response = await invoker.SendAsync(WireSamples.Post(json: Request), CancellationToken.None);
        most = Math.Max(most, TextBuffers.Out - before);
        _ = await response.Content.ReadAsStringAsync();

        Assert.That(most, Is.Zero);
    }

    private static void Both(LlmMonitoringOptions options) => (options.ContentCapture.Input, options.ContentCapture.Output) = (true, true);

    private static async Task<LlmEvent> CallAsync(MonitoredClient client, string json = Request)
    {
        using var response = await client.Http.SendAsync(WireSamples.Post(json: json));
        return await client.EventAsync();
    }

    /// <summary>Listens to the instruments of handlers without a service provider, so that they measure.</summary>
    private sealed class MeasurementRecorderOfStatics : IDisposable
    {
        private readonly System.Diagnostics.Metrics.MeterListener _listener = new();

        public MeasurementRecorderOfStatics()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                LeakSearch.OfTheRun.Instrument(instrument);
                if (instrument.Meter.Name == LlmTelemetry.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => LeakSearch.OfTheRun.Measurement(instrument, tags));
            _listener.Start();
        }

        public void Dispose() => _listener.Dispose();
    }

    private sealed class Nobody : ITokenCounterSource
    {
        public ITokenCounter? Find(string provider, string model) => null;

        public ITokenCounter? FindByName(string name) => null;
    }

    private void AssertAllGivenBack() => Assert.That(() => GivenOut(), Is.LessThanOrEqualTo(_before).After(HangGuard.Milliseconds, 50));

    /// <summary>The buffers are the process's: a response that an earlier test has dropped gives back its own when it is collected.</summary>
    private static long GivenOut()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return TextBuffers.Out;
    }
}
