using LlmHttpMetrics.IntegrationTests.Sdks;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.Neighbours;

/// <summary>The Anthropic package traces its calls if there is a listener, and has no meter.</summary>
[NonParallelizable]
internal sealed class AnthropicSdkTests
{
    private const string Source = "com.anthropic.sdk.csharp";

    [TestCase(WhenAlreadyMeasured.SkipStandard, false)]
    [TestCase(WhenAlreadyMeasured.Enrich, true)]
    public async Task Messages_TracedByTheSdk_AreMeasuredByUsAlone(WhenAlreadyMeasured mode, bool enriched)
    {
        using ActivityRecorder spans = new();
        using Listening sdk = new(Source);
        await using var monitored = await MonitoredServer.StartAsync(
            new MockReply { Text = "Hello", InputTokens = 12, OutputTokens = 9 }, configure: options => options.WhenAlreadyMeasured = mode);

        await AnthropicSdk.Client(monitored.Http, monitored.Server.BaseAddress).Messages.Create(AnthropicSdk.Ask("Say hi"));

        var activity = sdk.Activities.Single();
        Assert.That(sdk.Measured, Is.Empty);
        Assert.That(monitored.Recorder.Of(LlmInstrumentNames.OperationDuration), Has.Count.EqualTo(1));
        Assert.That(activity.GetTagItem("llm.outcome"), Is.EqualTo(enriched ? "completed" : null));
        Assert.That(activity.TagObjects.Select(tag => tag.Key), Is.Unique);
        Assert.That(spans.Started, Has.Count.EqualTo(enriched ? 0 : 1));
    }
}
