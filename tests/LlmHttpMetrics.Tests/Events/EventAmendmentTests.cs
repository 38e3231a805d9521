namespace LlmHttpMetrics.Tests.Events;

/// <summary>What becomes known of a call after its event has gone to the sinks comes as an amendment, once.</summary>
public sealed class EventAmendmentTests
{
    [Test]
    public async Task Usage_ThatComesLater_IsOneAmendmentOfOneEvent()
    {
        await using var client = Client(PromisedAnswers.Completed);
        await PromisedAnswers.AskAndFetchAsync(client.Http);
        var callEvent = await client.EventAsync();
        Assert.That((callEvent.UsagePending, callEvent.UsageMissing, callEvent.Cost), Is.EqualTo((true, false, (decimal?)null)));

        var amendment = client.Sink.Amendments.Single();
        Assert.That((amendment.EventId, amendment.Timestamp, amendment.TokenSource), Is.EqualTo((callEvent.Id, callEvent.Timestamp, "provider")));
        Assert.That(
            (amendment.Tokens!.Input, amendment.Tokens.Output, amendment.Cost, amendment.Currency),
            Is.EqualTo(((long?)80_000, (long?)190_000, (decimal?)2.00m, "USD")));
        amendment.ApplyTo(callEvent);
        Assert.That(
            (callEvent.UsagePending, callEvent.Tokens.Output, callEvent.Cost, callEvent.CostParts!.Output),
            Is.EqualTo((false, (long?)190_000, (decimal?)2.00m, 1.90m)));
    }

    [Test]
    public async Task Usage_ThatNeverComes_IsAnAmendmentThatSaysSo()
    {
        await using var client = Client(PromisedAnswers.Failed);
        await PromisedAnswers.AskAndFetchAsync(client.Http);
        await LlmMonitoring.FlushAsync();

        var amendment = client.Sink.Amendments.Single();
        Assert.That((amendment.UsageMissing, amendment.Tokens, amendment.Cost), Is.EqualTo((true, (LlmTokens?)null, (decimal?)null)));
    }

    [Test]
    public async Task Usage_OfACallThatWasSampledOut_IsNoAmendment()
    {
        await using var client = Client(PromisedAnswers.Completed, options => options.EventSampling.Share = 0);
        await PromisedAnswers.AskAndFetchAsync(client.Http);
        await LlmMonitoring.FlushAsync();

        Assert.That((client.Sink.Events.Count, client.Sink.Amendments.Count), Is.EqualTo((0, 0)));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Cost), Is.EqualTo(2.00));
    }

    [Test]
    public void ApplyTo_AnEventWithLocalCounts_ReplacesThemAndTheirSource()
    {
        var callEvent = EventSamples.Full();
        (callEvent.TokenSource, callEvent.TokenMethod, callEvent.TokenConfidence) = (LlmTokenSources.Estimate, LlmTokenMethods.Estimate, 0.8);
        LlmEventAmendment amendment = new()
        {
            EventId = callEvent.Id, Timestamp = callEvent.Timestamp, Amended = callEvent.Timestamp, Tokens = new LlmTokens { Input = 1 },
            TokenSource = LlmTokenSources.Provider,
        };

        amendment.ApplyTo(callEvent);

        Assert.That(
            (callEvent.Tokens.Input, callEvent.TokenSource, callEvent.TokenMethod, callEvent.TokenConfidence, callEvent.Tokenizer),
            Is.EqualTo(((long?)1, LlmTokenSources.Provider, (string?)null, (double?)null, (string?)null)));
    }

    [Test]
    public void ApplyTo_TheEventOfAnotherCall_Throws()
    {
        LlmEventAmendment amendment = new() { EventId = Guid.NewGuid(), Timestamp = DateTimeOffset.UnixEpoch, Amended = DateTimeOffset.UnixEpoch };

        Assert.Throws<ArgumentException>(() => amendment.ApplyTo(EventSamples.Full()));
        Assert.Throws<ArgumentNullException>(() => amendment.ApplyTo(null!));
    }

    private static MonitoredClient Client(string end, Action<LlmMonitoringOptions>? configure = null) =>
        new(request => WireSamples.Trickle(request.Method == HttpMethod.Post ? PromisedAnswers.Queued : end), configure);
}
