using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Telemetry;

/// <summary>The leak search that every test feeds finds a secret wherever one could appear, and is fed.</summary>
public sealed class LeakSearchTests
{
    private static readonly (string Where, Action<Activity> Tell)[] Spans =
    [
        ("display name", span => span.DisplayName = "chat " + Canary.Secret),
        ("status", span => span.SetStatus(ActivityStatusCode.Error, $"No {Canary.Secret}.")),
        ("tag", span => span.SetTag("t", Canary.Secret)),
        ("tag's name", span => span.SetTag(Canary.Secret, 1)),
        ("list", span => span.SetTag("t", new[] { "stop", Canary.Secret })),
        ("event", span => span.AddEvent(new ActivityEvent(Canary.Secret))),
        ("event's tag", span => span.AddEvent(new ActivityEvent("exception", tags: new() { ["exception.message"] = Canary.Secret }))),
    ];

    [Test]
    public void Span_WithASecret_IsFound([Range(0, 6)] int at)
    {
        using Activity span = new("chat");
        LeakSearch search = new();
        search.Span(span);
        Assert.That(search.Take(), Is.Empty);

        Spans[at].Tell(span);
        search.Span(span);

        Assert.That(search.Take(), Has.Count.EqualTo(1), Spans[at].Where);
    }

    [Test]
    public void Metric_WithASecret_IsFound()
    {
        using Meter meter = new("m");
        LeakSearch search = new();
        var counter = meter.CreateCounter<long>("c", "{request}", "Calls.");
        search.Instrument(counter);
        search.Measurement(counter, [new("model", "gpt-5"), new("port", 443)]);
        Assert.That(search.Take(), Is.Empty);

        search.Instrument(meter.CreateCounter<long>("c", "{request}", Canary.Secret));
        search.Measurement(counter, [new("model", Canary.Secret)]);
        search.Measurement(counter, [new(Canary.Secret, 1)]);
        search.Measurement(counter, [new("feature", Canary.Said)]);

        Assert.That(search.Take(), Has.Count.EqualTo(4));
    }

    [Test]
    public void Event_WithASecret_IsFound()
    {
        LeakSearch search = new();
        search.Event(Event(new LlmCallInfo { Feature = Canary.Said, Tags = new Dictionary<string, string> { [Canary.Said] = "" } }));
        Assert.That(search.Take(), Is.Empty, "what is said of a call is its own");

        search.Event(Event(model: Canary.Secret));
        search.Event(Event(finish: Canary.Secret));
        search.Event(Event(new LlmCallInfo { Tags = new Dictionary<string, string> { ["t"] = Canary.Secret } }));

        Assert.That(search.Take(), Is.EqualTo(
            new[] { "an event.RequestModel: c4n4ry", "an event.FinishReasons[0]: c4n4ry", "an event.Call.Tags[0].Value: c4n4ry" }));
    }

    [Test]
    public void Line_WithASecret_IsFound()
    {
        LeakSearch search = new();
        var e = Event(new LlmCallInfo { Feature = Canary.Said });
        search.Line(e);
        Assert.That(search.Take(), Is.Empty);

        e.Content = new LlmContent { Input = [Canary.Secret] };
        search.Line(e);

        Assert.That(search.Take(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Log_WithASecret_IsFound()
    {
        LeakSearch search = new();
        search.Log("LlmHttpMetrics", "Fine.", null, null);
        Assert.That(search.Take(), Is.Empty);

        search.Log("LlmHttpMetrics", Canary.Said, null, null);
        search.Log("LlmHttpMetrics", "Fine.", new KeyValuePair<string, object?>[] { new("Url", Canary.Secret) }, null);
        search.Log("LlmHttpMetrics", "Fine.", null, new InvalidOperationException("", new IOException(Canary.Secret)));
        search.Thrown(new ArgumentException(Canary.Secret));

        Assert.That(search.Take(), Has.Count.EqualTo(4));
    }

    [TestCase(WireSamples.ChatRequest)]
    [TestCase(WireSamples.ChatStreamRequest)]
    [TestCase(WireSamples.ChatAnswer)]
    [TestCase(WireSamples.ChatStream)]
    [TestCase(WireSamples.MessagesRequest)]
    [TestCase(WireSamples.MessagesAnswer)]
    public void Data_OfTheTests_HoldTheSecret(string body) => Assert.That(body, Does.Contain(Canary.Secret));

    [Test]
    public async Task Recorders_OfACall_FeedIt()
    {
        var before = LeakSearch.OfTheRun.Searched;
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));

        using var response = await client.Http.SendAsync(WireSamples.Post());
        await client.EventAsync();
        client.Services.GetRequiredService<ILoggerFactory>().CreateLogger("LlmHttpMetrics.Any").Log(LogLevel.Trace, default, "Fine.", null, (text, _) => text);

        var now = LeakSearch.OfTheRun.Searched;
        Assert.That(
            (now.Measurements - before.Measurements, now.Spans - before.Spans, now.Events - before.Events),
            Is.EqualTo((client.Recorder.All.Count, 1, 1)));
        Assert.That(now.LogLines - before.LogLines, Is.GreaterThanOrEqualTo(1), "Others may log meanwhile.");
    }

    private static LlmEvent Event(LlmCallInfo? call = null, string? model = null, string finish = "stop") => new()
    {
        Id = Guid.NewGuid(), Timestamp = default, Call = call, ClientName = "llm", Provider = "openai", Operation = "chat",
        WireFormat = "openai.chat", ServerAddress = "h", ServerPort = 443,
        RequestModel = model, FinishReasons = [finish], Outcome = LlmOutcomes.Completed, Tokens = new LlmTokens(), Duration = default, Attempts = 1,
    };
}
