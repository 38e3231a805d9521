using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Counting.Tokens;

/// <summary>A text that comes again is not counted again, while its count is kept.</summary>
public sealed class CountCacheTests
{
    private const string Answer = """{"model":"gpt-4o","choices":[{"index":0,"message":{"content":"Hello"},"finish_reason":"stop"}]}""";

    [Test]
    public async Task SystemPrompt_InEveryCall_IsCountedOnce()
    {
        var counted = 0;
        await using var client = Client(new WordCounter { OnCount = text => counted += text.Length > 1000 ? 1 : 0 });
        for (var i = 0; i < 20; i++)
        {
            await SendAsync(client, Prompt('a'));
        }

        Assert.That((counted, Lookups(client, "hit"), Lookups(client, "miss")), Is.EqualTo((1, 19d, 1d)));
        Assert.That(client.Sink.Events.Select(e => e.Tokens.Input).Distinct(), Has.Exactly(1).Items, "A count from the cache is the count.");
    }

    [Test]
    public async Task Count_PastItsLifetime_IsMadeAnew()
    {
        await using var client = Client(new WordCounter(), options => options.Performance.CacheTtlSeconds = 10);
        await SendAsync(client, Prompt('a'));
        client.Time.Advance(TimeSpan.FromSeconds(9));
        await SendAsync(client, Prompt('a'));
        client.Time.Advance(TimeSpan.FromSeconds(2));
        await SendAsync(client, Prompt('a'));

        Assert.That((Lookups(client, "hit"), Lookups(client, "miss")), Is.EqualTo((1d, 2d)));
    }

    [Test]
    public async Task Cache_ThatIsFull_ForgetsWhatWasLongestUnused()
    {
        await using var client = Client(new WordCounter(), options => options.Performance.CacheEntries = 2);
        foreach (var text in "abacab")
        {
            await SendAsync(client, Prompt(text));
        }

        // a, b miss; a hits; c misses and drives b out; a hits; b misses.
        Assert.That((Lookups(client, "hit"), Lookups(client, "miss")), Is.EqualTo((2d, 4d)));
    }

    [Test]
    public async Task Cache_SwitchedOff_IsNotAsked()
    {
        await using var client = Client(new WordCounter(), options => options.Performance.CacheTokenization = false);
        await SendAsync(client, Prompt('a'));
        await SendAsync(client, Prompt('a'));

        Assert.That(client.Recorder.Of(LlmInstrumentNames.TokenizationCache), Is.Empty);
    }

    private static string Prompt(char letter) => $"{new string(letter, 1500)} two";

    private static double Lookups(MonitoredClient client, string result) =>
        client.Recorder.Sum(LlmInstrumentNames.TokenizationCache, (LlmTagNames.CacheResult, result));

    private static async Task SendAsync(MonitoredClient client, string prompt)
    {
        (await client.Http.SendAsync(
            WireSamples.Post(json: $$"""{"model":"gpt-4o","messages":[{"role":"system","content":"{{prompt}}"},{"role":"user","content":"Hi"}]}""")))
            .Dispose();
        await LlmMonitoring.FlushAsync();
    }

    private static MonitoredClient Client(WordCounter counter, Action<LlmMonitoringOptions>? configure = null) =>
        new(new StubHandler(_ => WireSamples.Trickle(Answer)), configure, services: services => services.AddSingleton<ITokenCounterSource>(counter));
}
