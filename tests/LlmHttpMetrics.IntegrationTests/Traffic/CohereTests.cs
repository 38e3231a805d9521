using LlmHttpMetrics.IntegrationTests.MockProviders;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.Traffic;

/// <summary>Cohere at a host of one's own: known by path and payload, or by the hint.</summary>
public sealed class CohereTests
{
    private static readonly MockReply Reply = new() { Text = "Hello there", InputTokens = 11, OutputTokens = 7, CachedTokens = 4 };

    [TestCase(Ask.CohereChat, TestName = "Chat_Whole_IsMeasuredAsBilled")]
    [TestCase(Ask.CohereChatStream, TestName = "Chat_Streamed_IsMeasuredAsBilled")]
    public async Task Chat_IsMeasuredAsBilled(string request)
    {
        await using var monitored = await MonitoredServer.StartAsync(Reply);

        using var response = await monitored.SendAsync(Ask.CohereChatPath, request);
        _ = await response.Content.ReadAsStringAsync();

        var served = monitored.Server.Ledger.Only;
        var e = await monitored.EventAsync();
        Assert.That((
            e.Provider, e.RequestModel, e.ResponseId, e.Outcome), Is.EqualTo(("cohere", "command-a-03-2025", served.ResponseId, LlmOutcomes.Completed)));
        Assert.That(
            (e.Tokens.Input, e.Tokens.Output, e.Tokens.CachedInput, e.Chunks),
            Is.EqualTo((served.Tokens!.Input, served.Tokens.Output, served.Tokens.Cached, served.Chunks)));
        Assert.That((e.Tokens.Input, e.Tokens.Output), Is.EqualTo(((long?)11, (long?)7)));
    }

    private static readonly object[] Faults =
    [
        new object[] { Ask.CohereChatStream, MockFault.ErrorEvent(1), LlmOutcomes.Error },
        new object[] { Ask.CohereChatStream, MockFault.Truncate(1), LlmOutcomes.Broken },
        new object[] { Ask.CohereChatStream, MockFault.Cut(1), LlmOutcomes.Broken },
        new object[] { Ask.CohereChat, MockFault.ErrorEvent(0), LlmOutcomes.Error },
        new object[] { Ask.CohereChat, MockFault.Status(429), LlmOutcomes.Error },
    ];

    [TestCaseSource(nameof(Faults))]
    public async Task Chat_ThatFails_IsRecordedSo(string request, MockFault fault, string outcome)
    {
        await using var monitored = await MonitoredServer.StartAsync(Reply with { Fault = fault });

        using var response = await monitored.SendAsync(Ask.CohereChatPath, request);
        _ = await ReadAll.AsFarAsItGoesAsync(await response.Content.ReadAsStreamAsync());

        Assert.That(monitored.Outcome, Is.EqualTo(outcome));
    }

    [Test]
    public async Task Chat_AtTheLimit_IsLength()
    {
        await using var monitored = await MonitoredServer.StartAsync(Reply with { Finish = MockFinish.Length });

        using var response = await monitored.SendAsync(Ask.CohereChatPath, Ask.CohereChatStream);
        _ = await response.Content.ReadAsStringAsync();

        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Length));
    }

    [Test]
    public async Task Rerank_WithTheHint_IsCoheres()
    {
        await using var monitored = await MonitoredServer.StartAsync(configure: options => options.Provider = "cohere");

        using var response = await monitored.SendAsync("v2/rerank", """{"model":"rerank-v3.5","query":"q","documents":["a"]}""");
        _ = await response.Content.ReadAsStringAsync();

        var e = await monitored.EventAsync();
        Assert.That((e.Provider, e.Operation, e.WireFormat, e.UsageMissing), Is.EqualTo(("cohere", "rerank", "cohere.v2", false)));
    }
}
