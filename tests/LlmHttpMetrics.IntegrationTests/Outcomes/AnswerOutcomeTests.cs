using LlmHttpMetrics.IntegrationTests.MockProviders;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.Outcomes;

/// <summary>Outcomes that the provider causes.</summary>
public sealed class AnswerOutcomeTests
{
    [Test]
    public async Task Stream_OfEveryFormat_IsCompleted([ValueSource(nameof(Streams))] object[] ask)
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Text = "one two three" });

        await ReadAsync(monitored, ask);

        Assert.That((monitored.Outcome, monitored.ErrorType), Is.EqualTo((LlmOutcomes.Completed, (object?)null)));
        Assert.That((await monitored.EventAsync()).Chunks, Is.EqualTo(monitored.Server.Ledger.Only.Chunks));
    }

    [Test]
    public async Task Body_OfEveryFormat_IsCompleted([ValueSource(nameof(Bodies))] object[] ask)
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Text = "one two three" });

        await ReadAsync(monitored, ask);

        Assert.That((monitored.Outcome, monitored.ErrorType), Is.EqualTo((LlmOutcomes.Completed, (object?)null)));
    }

    [Test]
    public async Task Stream_EndsByLimitOrFilter_SaysWhich([ValueSource(nameof(ChatStreams))] object[] ask)
    {
        foreach (var (finish, outcome) in new[]
        {
            (MockFinish.Length, LlmOutcomes.Length),
            (MockFinish.ContentFilter, LlmOutcomes.ContentFilter),
            (MockFinish.Stop, LlmOutcomes.Completed)
        })
        {
            await using var monitored = await MonitoredServer.StartAsync(new MockReply { Text = "one two", Finish = finish });

            await ReadAsync(monitored, ask);

            Assert.That((monitored.Outcome, monitored.ErrorType), Is.EqualTo((outcome, (object?)null)));
        }
    }

    [Test]
    public async Task Stream_ErrorEvent_IsError([ValueSource(nameof(Streams))] object[] ask)
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Text = "a b c d", Fault = MockFault.ErrorEvent(2) });

        await ReadAsync(monitored, ask);

        var served = monitored.Server.Ledger.Only;
        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Error));
        Assert.That(monitored.ErrorType, Is.EqualTo(Word(served)));
    }

    [Test]
    public async Task Body_ErrorUnder200_IsError([ValueSource(nameof(Bodies))] object[] ask)
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Fault = MockFault.ErrorEvent(0) });

        await ReadAsync(monitored, ask);

        var served = monitored.Server.Ledger.Only;
        Assert.That(served.Status, Is.EqualTo(200));
        Assert.That((monitored.Outcome, monitored.ErrorType), Is.EqualTo((LlmOutcomes.Error, (object?)Word(served))));
    }

    [Test]
    public async Task Status_OfAnError_IsError([Values(401, 429, 500, 503, 529)] int status, [ValueSource(nameof(Streams))] object[] ask)
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Fault = MockFault.Status(status) });

        await ReadAsync(monitored, ask);

        var served = monitored.Server.Ledger.Only;
        Assert.That((monitored.Outcome, monitored.ErrorType), Is.EqualTo((LlmOutcomes.Error, ExpectedType(served, status))));
        Assert.That(monitored.Recorder.Only(LlmInstrumentNames.OperationDuration).Tag(LlmTagNames.ErrorType), Is.EqualTo(monitored.ErrorType));
        Assert.That(monitored.Recorder.Of(LlmInstrumentNames.UsageMissing), Is.Empty, "an error bears no tokens");
        Assert.That((await monitored.EventAsync()).StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task Stream_EndsWithoutItsMarker_IsBroken([ValueSource(nameof(Streams))] object[] ask)
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Text = "a b c d", Fault = MockFault.Truncate(2) });

        await ReadAsync(monitored, ask);

        Assert.That((monitored.Outcome, monitored.ErrorType), Is.EqualTo((LlmOutcomes.Broken, "stream_truncated")));
    }

    [Test]
    public async Task Body_EndsHalfWay_IsBroken([ValueSource(nameof(Bodies))] object[] ask)
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Fault = MockFault.Truncate(1) });

        await ReadAsync(monitored, ask);

        Assert.That((monitored.Outcome, monitored.ErrorType), Is.EqualTo((LlmOutcomes.Broken, "stream_truncated")));
    }

    [Test]
    public async Task Stream_MalformedLine_IsPassedOver([ValueSource(nameof(StreamsOfLines))] object[] ask)
    {
        await using var monitored = await MonitoredServer.StartAsync(
            new MockReply { Text = "a b c d", SendUsage = SendUsage.Always, OutputTokens = 4, Fault = MockFault.Malformed(2) });

        await ReadAsync(monitored, ask);

        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That(monitored.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
        var tokens = monitored.Server.Ledger.Only.Tokens;
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "output")), Is.EqualTo(tokens?.Output ?? 0));
    }

    [Test]
    public async Task Body_ThatIsNoJson_IsNoCompletedCall([ValueSource(nameof(Bodies))] object[] ask)
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Fault = MockFault.Malformed(1) });

        await ReadAsync(monitored, ask);

        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Broken));
        Assert.That(monitored.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }

    [Test]
    public async Task Stream_UsageNotAskedFor_IsMissing()
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Text = "one two" });

        await ReadAsync(monitored, [Ask.ChatPath, Ask.ChatStream]);

        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.UsageMissing), Is.EqualTo(1));
        Assert.That(monitored.Recorder.Of(LlmInstrumentNames.Tokens), Is.Empty);
    }

    /// <summary>The non-numeric code, else the type, else the convention's word for neither.</summary>
    private static string Word(LedgerEntry served) =>
        served.ErrorCode is { } code && !int.TryParse(code, out _) ? code : served.ErrorType ?? "_OTHER";

    private static object[] Streams => Ask.AllStreams;

    /// <summary>An array cannot be followed past what is no JSON.</summary>
    private static object[] StreamsOfLines => [.. Ask.AllStreams.Where(ask => (string)((object[])ask)[0] != Ask.GeminiArrayPath)];

    private static object[] ChatStreams => [Ask.Streams[0], Ask.Streams[2], Ask.Streams[4]];

    private static object[] Bodies => Ask.Bodies;

    private static string ExpectedType(LedgerEntry served, int status) => served.ErrorCode is { } code && !code.All(char.IsDigit)
        ? code
        : served.ErrorType ?? status.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static async Task ReadAsync(MonitoredServer monitored, object[] ask)
    {
        using var response = await monitored.SendAsync((string)ask[0], (string)ask[1]);
        await response.Content.ReadAsStringAsync();
    }
}
