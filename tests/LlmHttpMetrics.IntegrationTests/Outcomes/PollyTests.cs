using LlmHttpMetrics.IntegrationTests.MockProviders;
using LlmHttpMetrics.MockProviders;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Timeout;

namespace LlmHttpMetrics.IntegrationTests.Outcomes;

/// <summary>A resilience pipeline of Polly's between our layers.</summary>
public sealed class PollyTests
{
    [Test]
    public async Task Timeout_OfThePipeline_IsTimeoutOfCallAndAttempt()
    {
        await using var monitored = await Start(
            new MockReply { Fault = MockFault.StallBeforeHeaders() },
            new ResiliencePipelineBuilder<HttpResponseMessage>().AddTimeout(TimeSpan.FromMilliseconds(200)).Build());

        await Assert.CatchAsync<TimeoutRejectedException>(() => monitored.SendAsync(Ask.ChatPath, Ask.Chat));

        Assert.That((monitored.Outcome, monitored.ErrorType), Is.EqualTo((LlmOutcomes.Timeout, "Polly.Timeout.TimeoutRejectedException")));
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Attempts), Is.EqualTo(1));
    }

    [Test]
    public async Task Retry_OfThePipeline_IsOneRequest()
    {
        await using var monitored = await Start(new MockReply { Text = "fine", InputTokens = 5, OutputTokens = 1 }, Retry());
        monitored.Server.Enqueue(new MockReply { Fault = MockFault.Status(429) }, new MockReply { Fault = MockFault.CutBeforeHeaders() });

        using (var response = await monitored.SendAsync(Ask.ChatPath, Ask.Chat))
        {
            Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("fine"));
        }

        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That(
            monitored.Recorder.Of(LlmInstrumentNames.Attempts).Select(attempt => attempt.Tag(LlmTagNames.AttemptOutcome)),
            Is.EqualTo(new[] { LlmOutcomes.Error, LlmOutcomes.Broken, LlmOutcomes.Completed }));
        Assert.That(monitored.Server.Ledger.Entries, Has.Count.EqualTo(3));
        Assert.That(monitored.Server.Ledger.Entries.Select(entry => entry.Request.BodyText), Has.All.EqualTo(Ask.Chat));
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Tokens), Is.EqualTo(6));
        Assert.That((await monitored.EventAsync()).Attempts, Is.EqualTo(3));
    }

    private static ResiliencePipeline<HttpResponseMessage> Retry() => new ResiliencePipelineBuilder<HttpResponseMessage>()
        .AddRetry(new Polly.Retry.RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = 3,
            Delay = TimeSpan.Zero,
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is HttpRequestException || (int?)arguments.Outcome.Result?.StatusCode >= 400),
            OnRetry = arguments =>
            {
                arguments.Outcome.Result?.Dispose();
                return default;
            },
        }).Build();

    private static Task<MonitoredServer> Start(MockReply reply, ResiliencePipeline<HttpResponseMessage> pipeline) =>
        MonitoredServer.StartAsync(reply, builder: builder => builder.AddHttpMessageHandler(() => new PipelineHandler(pipeline)));

    private sealed class PipelineHandler(ResiliencePipeline<HttpResponseMessage> pipeline) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            await pipeline.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken);
    }
}
