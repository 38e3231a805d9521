using LlmHttpMetrics.IntegrationTests.Sdks;
using LlmHttpMetrics.MockProviders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// The package marks its Responses client as experimental.
#pragma warning disable OPENAI001

namespace LlmHttpMetrics.IntegrationTests.Neighbours;

/// <summary>The OpenAI package with its own telemetry on, which the switch in the project file asks for, above a monitored client.</summary>
[NonParallelizable]
internal sealed class OpenAiSdkTests
{
    private const string ChatSource = "OpenAI.ChatClient";
    private const string ResponsesSource = "OpenAI.ResponsesClient";
    private const string Duration = LlmInstrumentNames.OperationDuration;

    private static readonly MockReply Reply = new() { Text = "Hello there", InputTokens = 12, OutputTokens = 9, CachedTokens = 4 };

    [TestCase(WhenAlreadyMeasured.Record, 1)]
    [TestCase(WhenAlreadyMeasured.SkipStandard, 0)]
    [TestCase(WhenAlreadyMeasured.Enrich, 0)]
    public async Task Chat_MeasuredByTheSdkToo_IsDoubledOnlyUnderRecord(WhenAlreadyMeasured mode, int ours)
    {
        using Listening sdk = new(ChatSource);
        CollectingLogger logger = new();
        await using var monitored = await StartAsync(mode, logger);

        await OpenAiSdk.Chat(monitored.Http, monitored.Server.BaseAddress).CompleteChatAsync("Say hi");

        Assert.That(sdk.Measured.Count(name => name == Duration), Is.EqualTo(1), "the SDK's own");
        Assert.That(monitored.Recorder.Of(Duration), Has.Count.EqualTo(ours));
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Tokens), Is.EqualTo(21));
        Assert.That(
            logger.Entries.Count(entry => entry.Text.Contains($"'{ChatSource}'", StringComparison.Ordinal)),
            Is.EqualTo(mode == WhenAlreadyMeasured.Record ? 1 : 0));
    }

    [Test]
    public async Task Chat_Enriched_HasOursOnTheSdksActivityWithoutATwin()
    {
        using ActivityRecorder spans = new();
        using Listening sdk = new(ChatSource);
        await using var monitored = await StartAsync(WhenAlreadyMeasured.Enrich);

        await OpenAiSdk.Chat(monitored.Http, monitored.Server.BaseAddress).CompleteChatAsync("Say hi");

        var activity = sdk.Activities.Single();
        Assert.That((activity.GetTagItem("llm.outcome"), activity.GetTagItem("gen_ai.usage.input_tokens")), Is.EqualTo(((object)"completed", (object)12)));
        Assert.That(activity.TagObjects.Select(tag => tag.Key), Is.Unique);
        Assert.That(spans.Started, Is.Empty);
    }

    [Test]
    public async Task Responses_MeasuredByTheSdkToo_AreLeftToIt()
    {
        using Listening sdk = new(ResponsesSource);
        await using var monitored = await StartAsync(WhenAlreadyMeasured.SkipStandard);

        await OpenAiSdk.Responses(monitored.Http, monitored.Server.BaseAddress).CreateResponseAsync("gpt-5", "Say hi");

        Assert.That(sdk.Measured.Count(name => name == Duration), Is.EqualTo(1));
        Assert.That(monitored.Recorder.Of(Duration), Is.Empty);
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(1));
    }

    [Test]
    public async Task ChatStream_WhichTheSdkDoesNotMeasure_IsRecordedWhole()
    {
        using Listening sdk = new(ChatSource);
        await using var monitored = await StartAsync(WhenAlreadyMeasured.SkipStandard);

        await foreach (var update in OpenAiSdk.Chat(monitored.Http, monitored.Server.BaseAddress).CompleteChatStreamingAsync("Say hi"))
        {
            Assert.That(update, Is.Not.Null);
        }

        Assert.That(sdk.Measured.Count(name => name == Duration) + monitored.Recorder.Of(Duration).Count, Is.EqualTo(1), "by one of the two");
        Assert.That(monitored.Recorder.Of(Duration), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Chat_MeasuredAndNotTraced_IsNamedByTheSdksMeter()
    {
        CollectingLogger logger = new();
        await using var monitored = await StartAsync(WhenAlreadyMeasured.Record, logger);

        await OpenAiSdk.Chat(monitored.Http, monitored.Server.BaseAddress).CompleteChatAsync("Say hi");

        Assert.That(
            logger.Entries.Count(entry => entry.Level == LogLevel.Information && entry.Text.Contains($"'{ChatSource}'", StringComparison.Ordinal)),
            Is.EqualTo(1));
    }

    private static Task<MonitoredServer> StartAsync(WhenAlreadyMeasured mode, CollectingLogger? logger = null) => MonitoredServer.StartAsync(
        Reply,
        configure: options => options.WhenAlreadyMeasured = mode,
        builder: client => client.Services.AddLogging(logging =>
        {
            if (logger is not null)
            {
                logging.AddProvider(logger);
            }
        }));
}
