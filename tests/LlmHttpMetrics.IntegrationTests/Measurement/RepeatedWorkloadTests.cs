using System.Text.Json;
using LlmHttpMetrics.IntegrationTests.MockProviders;
using LlmHttpMetrics.MockProviders;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Measurement;

/// <summary>
/// A service that sends the same long system prompt with every call, to a server that reports no usage. All figures are read from the meters.
/// </summary>
public sealed class RepeatedWorkloadTests
{
    private const int Calls = 1000;

    private static readonly string[] Words = [" You", " answer", " briefly", ",", " name", " your", " sources", " and", " never", " guess", "."];

    /// <summary>Every word is a token of its own: 2,000 of them.</summary>
    private static readonly string SystemPrompt = string.Concat(Enumerable.Range(0, 2000).Select(i => Words[i % Words.Length]));

    [Test]
    public async Task LongPromptOfEveryCall_IsCountedOnceAndWithoutFallback()
    {
        await using var monitored = await MonitoredServer.StartAsync(
            new MockReply { SendUsage = SendUsage.Never },
            configure: options => options.DefaultStrategy = LlmStrategies.Token,
            builder: client => client.Services.AddLlmTokenizers().AddSingleton<TimeProvider>(new TimerlessClock()));

        await Parallel.ForEachAsync(Enumerable.Range(0, Calls), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, token) =>
        {
            using var response = await monitored.SendAsync(Ask.ChatPath, Chat(i), token);
            _ = await response.Content.ReadAsByteArrayAsync(token);
        });
        await LlmMonitoring.FlushAsync();

        var meters = monitored.Recorder;
        var hits = meters.Sum(LlmInstrumentNames.TokenizationCache, (LlmTagNames.CacheResult, "hit"));
        var misses = meters.Sum(LlmInstrumentNames.TokenizationCache, (LlmTagNames.CacheResult, "miss"));
        var fallbacks = meters.Sum(LlmInstrumentNames.MeasurementFallbacks);
        TestContext.Out.WriteLine($"{hits} of {hits + misses} counts from the cache; {fallbacks} fallbacks");
        Assert.Multiple(() =>
        {
            Assert.That(meters.Sum(LlmInstrumentNames.UsageMissing), Is.EqualTo(Calls));
            Assert.That(hits / (hits + misses), Is.GreaterThan(0.8));
            Assert.That(fallbacks / Calls, Is.LessThan(0.05));
            Assert.That(meters.Sum(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "input")) / (Calls - fallbacks), Is.InRange(2015, 2030));
            Assert.That(monitored.Sink.Events.Count(e => e.TokenSource == "tokenizer"), Is.EqualTo(Calls - fallbacks));
        });
    }

    private static string Chat(int question) => JsonSerializer.Serialize(new
    {
        model = "gpt-4o",
        messages = new object[]
        {
            new { role = "system", content = SystemPrompt },
            new { role = "user", content = $"What is {question} in words?" },
        },
    });
}
