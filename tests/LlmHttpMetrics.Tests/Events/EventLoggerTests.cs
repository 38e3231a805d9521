using LlmHttpMetrics.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Events;

/// <summary>Calls as lines of a structured log.</summary>
public sealed class EventLoggerTests
{
    private const string Category = "LlmHttpMetrics.Events";

    [Test]
    public async Task Call_Logged_HasFieldsAndNothingTheCallerSaid()
    {
        using FieldLogger log = new();
        await using var client = Client(log, _ => WireSamples.Trickle(WireSamples.ChatStream));
        using (LlmCall.Begin(new LlmCallInfo { UserId = Canary.Said, Tags = new Dictionary<string, string> { ["a"] = Canary.Said } }))
        {
            (await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest))).Dispose();
        }

        await LlmMonitoring.FlushAsync();

        var fields = log.Only(Category, 55);
        Assert.That(log.Of(Category), Is.EqualTo(new[] { (LogLevel.Information, 55) }));
        Assert.That(
            (fields["Operation"], fields["Provider"], fields["Outcome"], fields["TokenSource"], fields["Attempts"]),
            Is.EqualTo(("chat", "openai", "completed", "provider", 1)));
        Assert.That((
            fields["InputTokens"], fields["OutputTokens"]), Is.EqualTo(((object?)client.Sink.Only.Tokens.Input, (object?)client.Sink.Only.Tokens.Output)));
        Assert.That(fields["EventId"], Is.EqualTo(client.Sink.Only.Id));
    }

    [Test]
    public async Task Call_WithoutAPrice_SaysNothingOfOne()
    {
        using FieldLogger log = new();
        await using var client = Client(log, _ => WireSamples.Trickle(WireSamples.ChatAnswer.Replace("gpt-5-mini", "nobodys", StringComparison.Ordinal)));
        (await client.Http.SendAsync(WireSamples.Post("http://localhost:8000/v1/chat/completions", """{"model":"nobodys","messages":[]}"""))).Dispose();
        await LlmMonitoring.FlushAsync();

        Assert.That(log.Only(Category, 54).Keys, Does.Contain("InputTokens").And.None.EqualTo("Cost"));
    }

    [Test]
    public async Task Call_Failed_IsAWarning()
    {
        using FieldLogger log = new();
        await using var client = Client(
            log, _ => new HttpResponseMessage(System.Net.HttpStatusCode.TooManyRequests) { Content = new StringContent("""{"error":{"code":"slow_down"}}""") });
        (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        await LlmMonitoring.FlushAsync();

        var fields = log.Only(Category, 56);
        Assert.That(log.Of(Category), Is.EqualTo(new[] { (LogLevel.Warning, 56) }));
        Assert.That((fields["Outcome"], fields["ErrorType"], fields["StatusCode"]), Is.EqualTo(("error", "slow_down", 429)));
    }

    [Test]
    public async Task Cost_Known_IsRounded()
    {
        using FieldLogger log = new();
        using LoggerFactory loggers = new([log]);
        var e = EventSamples.Realistic(100, seed: 1).First(e => e.Outcome == LlmOutcomes.Completed);
        e.Cost = 0.01234567890123m;
        e.Currency = "USD";

        await new EventLogger(loggers).WriteAsync(e, CancellationToken.None);

        Assert.That((log.Only(Category, 55)["Cost"], log.Only(Category, 55)["Currency"]), Is.EqualTo((0.012346m, "USD")));
        Assert.That(log.Only(Category, 55)["DurationMs"], Is.EqualTo(Math.Round(e.Duration.TotalMilliseconds, 1)));
    }

    private static MonitoredClient Client(FieldLogger log, Func<HttpRequestMessage, HttpResponseMessage> respond) => new(
        new StubHandler(respond), services: services => services.AddLogging(logging => logging.AddProvider(log)).AddLlmEventLogger());
}
