using Anthropic.Exceptions;
using LlmHttpMetrics.IntegrationTests.Sdks;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.Traffic;

/// <summary>The Anthropic package over a monitored client: its results are those over a bare one, and the meters agree with the ledger.</summary>
public sealed class AnthropicSdkTests
{
    private static readonly MockReply Answer = new()
    {
        Text = "c4n4ry wide world", Reasoning = "Let me see", InputTokens = 40, OutputTokens = 9, CachedTokens = 4, CacheWrite5mTokens = 2,
        CacheWrite1hTokens = 3, ResponseId = "msg_1",
    };

    private static readonly MockReply Tools = new() { ToolCalls = [new MockToolCall("weather", """{"city":"c4n4ry"}""")], InputTokens = 20, OutputTokens = 6 };

    [TestCase(false)]
    [TestCase(true)]
    public async Task Messages_Plain_AreTheSameAndCounted(bool tools)
    {
        await using var monitored = await MonitoredServer.StartAsync(tools ? Tools : Answer);

        var seen = await Text(monitored.Http, monitored.Server.BaseAddress);
        AssertCounted(monitored, streamed: false);
        using HttpClient bare = new();

        Assert.That(Timeless(seen), Is.EqualTo(Timeless(await Text(bare, monitored.Server.BaseAddress))).And.Not.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Messages_Streamed_AreTheSameAndCounted(bool tools)
    {
        await using var monitored = await MonitoredServer.StartAsync(tools ? Tools : Answer);

        var seen = await Streamed(monitored.Http, monitored.Server.BaseAddress);
        AssertCounted(monitored, streamed: true);
        using HttpClient bare = new();

        Assert.That(Timeless(seen), Is.EqualTo(Timeless(await Streamed(bare, monitored.Server.BaseAddress))).And.Not.Empty);
    }

    [TestCase(529, "overloaded_error")]
    [TestCase(429, "rate_limit_error")]
    public async Task Messages_Refused_ThrowTheSameAndAreErrors(int status, string type)
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Fault = MockFault.Status(status) });

        var seen = await Assert.CatchAsync<AnthropicApiException>(() => Text(monitored.Http, monitored.Server.BaseAddress));
        using HttpClient bare = new();
        var expected = await Assert.CatchAsync<AnthropicApiException>(() => Text(bare, monitored.Server.BaseAddress));

        Assert.That((seen!.GetType(), seen.StatusCode), Is.EqualTo((expected!.GetType(), expected.StatusCode)));
        Assert.That((monitored.Outcome, monitored.ErrorType), Is.EqualTo((LlmOutcomes.Error, type)));
    }

    [Test]
    public async Task Messages_ErrorEvent_ThrowsAndIsAnError()
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Text = "a b c", Fault = MockFault.ErrorEvent(1) });

        await Assert.CatchAsync<AnthropicException>(() => Streamed(monitored.Http, monitored.Server.BaseAddress));

        Assert.That((monitored.Outcome, monitored.ErrorType), Is.EqualTo((LlmOutcomes.Error, "api_error")));
    }

    private static async Task<string> Text(HttpClient http, Uri server) =>
        (await AnthropicSdk.Client(http, server).Messages.Create(AnthropicSdk.Ask("Hi"))).ToString();

    private static async Task<string> Streamed(HttpClient http, Uri server)
    {
        var all = "";
        await foreach (var item in AnthropicSdk.Client(http, server).Messages.CreateStreaming(AnthropicSdk.Ask("Hi")))
        {
            all += item.ToString() + "\n";
        }

        return all;
    }

    /// <summary>Without the IDs that the server generates for each answer.</summary>
    private static string Timeless(string text) => System.Text.RegularExpressions.Regex.Replace(text, "(msg|toolu)_[A-Za-z0-9]+", "$1");

    private static void AssertCounted(MonitoredServer monitored, bool streamed)
    {
        var served = monitored.Server.Ledger.Only;
        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That(served.Streamed, Is.EqualTo(streamed));
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "input")), Is.EqualTo(served.Tokens!.Input));
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "output")), Is.EqualTo(served.Tokens.Output));
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.CachedTokens), Is.EqualTo(served.Tokens.Cached ?? 0));
        Assert.That(monitored.Recorder.Sum(
            LlmInstrumentNames.CacheWriteTokens), Is.EqualTo((served.Tokens.CacheWrite5m ?? 0) + (served.Tokens.CacheWrite1h ?? 0)));
        Assert.That(monitored.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }
}
