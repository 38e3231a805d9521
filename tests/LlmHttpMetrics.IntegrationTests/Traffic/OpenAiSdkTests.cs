using System.ClientModel;
using LlmHttpMetrics.IntegrationTests.Sdks;
using LlmHttpMetrics.MockProviders;
using OpenAI.Chat;

namespace LlmHttpMetrics.IntegrationTests.Traffic;

/// <summary>The OpenAI package over a monitored client: its results are those over a bare one, and the meters agree with the ledger.</summary>
public sealed class OpenAiSdkTests
{
    private static readonly MockReply Answer = new()
    {
        Text = "c4n4ry wide world",
        InputTokens = 12,
        OutputTokens = 9,
        CachedTokens = 4,
        ReasoningTokens = 3,
        ResponseId = "chatcmpl-1",
        Model = "gpt-4.1-mini-2025-04-14"
    };
    private static readonly MockReply Tools = new() { ToolCalls = [new MockToolCall("weather", """{"city":"c4n4ry"}""")], InputTokens = 20, OutputTokens = 6 };

    [TestCase(false)]
    [TestCase(true)]
    public async Task Chat_Plain_IsTheSameAndCounted(bool tools)
    {
        await using var monitored = await MonitoredServer.StartAsync(tools ? Tools : Answer);

        var seen = await Text(monitored.Http, monitored.Server.BaseAddress);
        AssertCounted(monitored, streamed: false);
        var expected = await Bare(monitored, Text);

        Assert.That(seen, Is.EqualTo(expected).And.Not.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Chat_Streamed_IsTheSameAndCounted(bool tools)
    {
        await using var monitored = await MonitoredServer.StartAsync(tools ? Tools : Answer);

        var seen = await Streamed(monitored.Http, monitored.Server.BaseAddress);
        AssertCounted(monitored, streamed: true);
        var expected = await Bare(monitored, Streamed);

        Assert.That(seen, Is.EqualTo(expected).And.Not.Empty);
    }

    [Test]
    public async Task Chat_Refused_ThrowsTheSameAndIsAnError()
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Fault = MockFault.Status(429) });

        var seen = await Assert.ThrowsAsync<ClientResultException>(() => Text(monitored.Http, monitored.Server.BaseAddress));
        using HttpClient bare = new();
        var expected = await Assert.ThrowsAsync<ClientResultException>(() => Text(bare, monitored.Server.BaseAddress));

        Assert.That((seen!.Status, seen.Message), Is.EqualTo((expected!.Status, expected.Message)));
        Assert.That((monitored.Outcome, monitored.ErrorType), Is.EqualTo((LlmOutcomes.Error, "rate_limit_exceeded")));
    }

    [Test]
    public async Task Chat_StreamCut_ThrowsTheSameAndIsBroken()
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Text = "a b c d", Fault = MockFault.Cut(2) });

        var seen = await Assert.CatchAsync(() => Streamed(monitored.Http, monitored.Server.BaseAddress));
        using HttpClient bare = new();
        var expected = await Assert.CatchAsync(() => Streamed(bare, monitored.Server.BaseAddress));

        Assert.That(seen, Is.TypeOf(expected!.GetType()));
        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Broken));
    }

    [Test]
    public async Task Chat_StreamLeftEarly_IsAbandoned()
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Text = "a b c d", Fault = MockFault.Stall(2) });

        await foreach (var update in OpenAiSdk.Chat(monitored.Http, monitored.Server.BaseAddress).CompleteChatStreamingAsync("Hi"))
        {
            if (update.ContentUpdate.Count > 0)
            {
                break;
            }
        }

        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Abandoned));
    }

    [Test]
    public async Task Embeddings_AreTheSameAndCounted()
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { InputTokens = 6, EmbeddingDimensions = 8 });

        var seen = await Vector(monitored.Http, monitored.Server.BaseAddress);
        AssertCounted(monitored, streamed: false);

        Assert.That(seen, Is.EqualTo(await Bare(monitored, Vector)).And.Not.Empty);
    }

    private static async Task<string> Bare(MonitoredServer monitored, Func<HttpClient, Uri, Task<string>> ask)
    {
        using HttpClient bare = new();
        return await ask(bare, monitored.Server.BaseAddress);
    }

    private static async Task<string> Text(HttpClient http, Uri server)
    {
        ChatCompletion completion = await OpenAiSdk.Chat(http, server).CompleteChatAsync("Hi");
        return $"{string.Concat(completion.Content.Select(part => part.Text))} {completion.FinishReason} {completion.Usage.InputTokenCount}"
            + $" {completion.Usage.OutputTokenCount} "
            + string.Join(' ', completion.ToolCalls.Select(call => call.FunctionName + call.FunctionArguments));
    }

    private static async Task<string> Streamed(HttpClient http, Uri server)
    {
        var all = "";
        await foreach (var update in OpenAiSdk.Chat(http, server).CompleteChatStreamingAsync("Hi"))
        {
            var text = string.Concat(update.ContentUpdate.Select(part => part.Text));
            var calls = string.Concat(update.ToolCallUpdates.Select(call => call.FunctionName + call.FunctionArgumentsUpdate));
            all += $"[{text}|{update.FinishReason}|{update.Usage?.TotalTokenCount}|{calls}]";
        }

        return all;
    }

    private static async Task<string> Vector(HttpClient http, Uri server)
    {
        var embeddings = (await OpenAiSdk.Embeddings(http, server).GenerateEmbeddingsAsync(["a", "b"])).Value;
        return string.Join(' ', embeddings.Select(embedding => string.Join(',', embedding.ToFloats().ToArray()))) + embeddings.Usage.InputTokenCount;
    }

    private static void AssertCounted(MonitoredServer monitored, bool streamed)
    {
        var served = monitored.Server.Ledger.Only;
        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That(served.Streamed, Is.EqualTo(streamed));
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "input")), Is.EqualTo(served.Tokens!.Input));
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "output")), Is.EqualTo(served.Tokens.Output ?? 0));
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.ReasoningTokens), Is.EqualTo(served.Tokens.Reasoning ?? 0));
        Assert.That(monitored.Recorder.Of(LlmInstrumentNames.TimeToFirstToken), Has.Count.EqualTo(streamed ? 1 : 0));
        Assert.That(monitored.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }
}
