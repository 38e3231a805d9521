namespace LlmHttpMetrics.Tests.Calls;

/// <summary>What the caller says of its calls, and which of it becomes tags.</summary>
public sealed class CallScopeTests
{
    private static readonly LlmCallInfo Full = new()
    {
        OperationName = "summarize", SessionId = "s1", UserId = "u1", Feature = "inbox", FeatureVersion = "f3", PromptVersion = "p2",
        Experiment = "e1", Variant = "b",
        Strategy = "st", Tokenizer = "tk", Tags = new Dictionary<string, string> { ["team"] = "blue" },
    };

    [Test]
    public async Task Scope_Ambient_IsOnTheEventAndOnNoMetric()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));

        using (LlmCall.Begin(Full))
        using (await client.Http.SendAsync(WireSamples.Post()))
        {
        }

        var callEvent = await client.EventAsync();
        Assert.That(callEvent.Call, Is.SameAs(Full));
        Assert.That(callEvent.ScopeId, Is.Not.Empty);
        Assert.That(client.Recorder.All.SelectMany(measurement => measurement.Tags.Values), Does.Not.Contain("inbox").And.Not.Contain("blue"));
        Assert.That(LlmCall.Current, Is.Null);
    }

    [Test]
    public async Task ScopeId_OfTwoFirstCallsAtOnce_IsTheSame()
    {
        using Barrier start = new(2);
        for (var i = 0; i < 2_000; i++)
        {
            using (LlmCall.Begin(Full))
            {
                var ids = await Task.WhenAll(Task.Run(Ask), Task.Run(Ask));
                Assert.That(ids[0], Is.Not.Empty.And.EqualTo(ids[1]));
            }
        }

        string? Ask()
        {
            start.SignalAndWait();
            return LlmCall.CurrentId;
        }
    }

    [Test]
    public async Task MetricTags_Listed_AreOnEveryInstrument()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatStream), options =>
        {
            options.MetricTags.Add("llm.feature");
            options.MetricTags.Add("llm.feature.version");
            options.MetricTags.Add("llm.call.operation");
            options.MetricTags.Add("team");
            options.MetricTags.Add("team");
            options.MetricTags.Add("absent");
        });

        using (LlmCall.Begin(Full))
        using (await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest)))
        {
        }

        Assert.That(client.Recorder.All, Is.Not.Empty);
        foreach (var measurement in client.Recorder.All.Where(measurement => measurement.Instrument != LlmInstrumentNames.MeasurementFallbacks))
        {
            Assert.That(
                measurement.Has(
                    ("llm.feature", "inbox"),
                    ("llm.feature.version", "f3"),
                    ("llm.call.operation", "summarize"),
                    ("team", "blue"),
                    ("llm.user.id", null)),
                measurement.ToString());
        }
    }

    [Test]
    public async Task Scope_Nested_TheInnermostCounts()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.MetricTags.Add("llm.feature"));
        using (LlmCall.Begin(new LlmCallInfo { Feature = "outer" }))
        {
            using (LlmCall.Begin(new LlmCallInfo { Feature = "inner" }))
            {
                (await client.Http.SendAsync(WireSamples.Post())).Dispose();
            }

            (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        }

        (await client.Http.SendAsync(WireSamples.Post())).Dispose();

        Assert.That(client.Recorder.Of(LlmInstrumentNames.Requests).Select(
            requests => requests.Tag("llm.feature")), Is.EqualTo(new[] { "inner", "outer", null }));
    }

    [Test]
    public async Task Scope_OfTheRequest_GoesBeforeTheAmbientOne()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        using var request = WireSamples.Post();
        request.Options.Set(LlmCall.OptionsKey, new LlmCallInfo { Feature = "own" });

        using (LlmCall.Begin(Full))
        {
            (await client.Http.SendAsync(request)).Dispose();
        }

        Assert.That((await client.EventAsync()).Call!.Feature, Is.EqualTo("own"));
    }

    [Test]
    public async Task Scope_Model_IsTheRequestedOne()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));

        using (LlmCall.Begin(new LlmCallInfo { Model = "alias" }))
        {
            (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        }

        Assert.That(client.Recorder.Only(LlmInstrumentNames.Requests).Tag(LlmTagNames.RequestModel), Is.EqualTo("alias"));
    }

    [Test]
    public async Task Scope_OfTwoCalls_GivesThemOneId()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));

        using (LlmCall.Begin(Full))
        {
            using var again = WireSamples.Post();
            again.Headers.TryAddWithoutValidation("x-stainless-retry-count", "1");
            (await client.Http.SendAsync(WireSamples.Post())).Dispose();
            (await client.Http.SendAsync(again)).Dispose();
        }

        using (LlmCall.Begin(Full))
        {
            (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        }

        await LlmMonitoring.FlushAsync();
        var ids = client.Sink.Events.Select(callEvent => callEvent.ScopeId).ToArray();
        Assert.That((ids[0] == ids[1], ids[1] == ids[2]), Is.EqualTo((true, false)));
        Assert.That(client.Sink.Events.Select(callEvent => callEvent.RetryNumber), Is.EqualTo(new int?[] { null, 1, null }));
    }

    [Test]
    public async Task Scope_OnTheSpan_IsThere()
    {
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));

        using (LlmCall.Begin(Full))
        {
            (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        }

        Assert.That(
            new[]
            {
                "llm.call.operation", "llm.session.id", "llm.user.id", "llm.feature", "llm.prompt.version", "llm.experiment", "llm.variant", "team"
            }.Select(
                spans.Only.GetTagItem),
            Is.EqualTo(new[] { "summarize", "s1", "u1", "inbox", "p2", "e1", "b", "blue" }));
    }

    [Test]
    public void Begin_Null_IsRefused()
    {
        Assert.That(() => LlmCall.Begin(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Scope_DisposedTwiceOrOutOfOrder_LeavesNothingBehind()
    {
        var outer = LlmCall.Begin(Full);
        var inner = LlmCall.Begin(new LlmCallInfo());

        outer.Dispose();
        inner.Dispose();
        inner.Dispose();

        Assert.That(LlmCall.Current, Is.Null);
    }
}
