using LlmHttpMetrics.Reading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Counting.Tokens;

/// <summary>A tokenizer that throws, stalls or is overrun costs figures, and never a call.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TokenizerFaultTests : IDisposable
{
    private const string Answer = """{"model":"gpt-4o","choices":[{"index":0,"message":{"content":"Hello"},"finish_reason":"stop"}]}""";

    private readonly CollectingLogger _logger = new();

    public void Dispose() => _logger.Dispose();

    [Test]
    public async Task Tokenizer_Throws_FallsBackAndTheNextCallIsCounted()
    {
        var calls = 0;
        await using var client = Client(new WordCounter { OnCount = text => FailFirst(ref calls, text) });
        await SendAsync(client);
        await LlmMonitoring.FlushAsync();
        await SendAsync(client);
        await LlmMonitoring.FlushAsync();

        Assert.That(
            client.Sink.Events.Select(e => (e.FallbackReason, e.TokenSource)),
            Is.EqualTo(new[] { ("tokenizer_failed", null), ((string?)null, (string?)"tokenizer") }));
        Assert.That(Warnings("The tokenizer of gpt-4o threw InvalidOperationException."), Is.EqualTo(1));
    }

    [Test]
    public async Task Tokenizer_Stalls_IsCutOffAndNotAskedAgain()
    {
        using ManualResetEventSlim release = new();
        using ManualResetEventSlim entered = new();
        var asked = 0;
        await using var client = Client(new WordCounter { OnCount = _ => Stall(ref asked, entered, release) });
        await SendAsync(client);
        entered.Wait();
        client.Time.Advance(TimeSpan.FromMilliseconds(101));
        await LlmMonitoring.FlushAsync();
        await SendAsync(client);
        await LlmMonitoring.FlushAsync();

        Assert.That(client.Sink.Events.Select(e => e.FallbackReason), Is.EqualTo(new[] { "timeout", "unknown_model" }));
        Assert.That((asked, Warnings("did not finish within 100 ms")), Is.EqualTo((1, 1)));
        release.Set();
    }

    [Test]
    public async Task Count_ThatComesTooLate_ChangesNothing()
    {
        using ManualResetEventSlim release = new();
        using ManualResetEventSlim entered = new();
        var asked = 0;
        var held = TextBuffers.Out;
        await using var client = Client(new WordCounter { OnCount = _ => Stall(ref asked, entered, release) });
        await SendAsync(client);
        entered.Wait();
        client.Time.Advance(TimeSpan.FromMilliseconds(101));
        var e = await client.EventAsync();
        release.Set();
        Assert.That(() => TextBuffers.Out, Is.LessThanOrEqualTo(held).After(HangGuard.Milliseconds, 5), "the tokenizer has come back");

        Assert.That((e.TokenSource, e.Capacity!["output.words"]), Is.EqualTo(((string?)null, 1d)));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Tokens), Is.Empty);
    }

    [Test]
    public async Task Calls_MoreThanMayWait_FallBackAtOnce()
    {
        using ManualResetEventSlim release = new();
        using ManualResetEventSlim entered = new();
        var asked = 0;
        await using var client = Client(new WordCounter { OnCount = _ => Stall(ref asked, entered, release) });
        for (var i = 0; i < 300; i++)
        {
            await SendAsync(client);
        }

        entered.Wait();
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.MeasurementFallbacks, (LlmTagNames.FallbackReason, "queue_full")), Is.InRange(40, 44));
        release.Set();
        await LlmMonitoring.FlushAsync();
        Assert.That(client.Sink.Events, Has.Count.EqualTo(300));
    }

    [Test]
    public async Task Fallback_Repeated_WarnsOnce()
    {
        await using var client = Client(new WordCounter { Models = _ => false });
        await SendAsync(client);
        await SendAsync(client);
        await LlmMonitoring.FlushAsync();

        Assert.That(_logger.Entries.Count(entry => entry.Text.Contains("were not counted: unknown_model", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(Warnings("unknown_model"), Is.EqualTo(1));
    }

    private static void FailFirst(ref int calls, string text)
    {
        if (calls++ == 0)
        {
            throw new InvalidOperationException($"'{text}' is not for me.");
        }
    }

    private static void Stall(ref int asked, ManualResetEventSlim entered, ManualResetEventSlim release)
    {
        Interlocked.Increment(ref asked);
        entered.Set();
        release.Wait();
    }

    private static async Task SendAsync(MonitoredClient client) => (await client.Http.SendAsync(WireSamples.Post())).Dispose();

    private int Warnings(string text) =>
        _logger.Entries.Count(entry => entry.Level >= LogLevel.Warning && entry.Text.Contains(text, StringComparison.Ordinal));

    private MonitoredClient Client(WordCounter counter) => new(
        new StubHandler(_ => WireSamples.Trickle(Answer)),
        services: services => services.AddSingleton<ITokenCounterSource>(counter).AddLogging(
            logging => logging.AddProvider(_logger).SetMinimumLevel(LogLevel.Debug)));
}
