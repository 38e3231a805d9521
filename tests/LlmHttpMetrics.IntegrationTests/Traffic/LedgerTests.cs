using LlmHttpMetrics.IntegrationTests.MockProviders;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.Traffic;

/// <summary>Mixed traffic: what the meters say is what the server served.</summary>
public sealed class LedgerTests
{
    private static readonly (LedgerOutcome Served, string Measured)[] Outcomes =
    [
        (LedgerOutcome.Completed, LlmOutcomes.Completed),
        (LedgerOutcome.Length, LlmOutcomes.Length),
        (LedgerOutcome.ContentFilter, LlmOutcomes.ContentFilter),
        (LedgerOutcome.Error, LlmOutcomes.Error),
        (LedgerOutcome.Cut, LlmOutcomes.Broken),
        (LedgerOutcome.Truncated, LlmOutcomes.Broken),
        (LedgerOutcome.Malformed, LlmOutcomes.Broken),
    ];

    [Test]
    public async Task Traffic_OfAllKinds_IsCountedAsServed()
    {
        await using var monitored = await MonitoredServer.StartAsync();
        object[][] asks = [.. Ask.AllStreams.Concat(Ask.Bodies).Cast<object[]>(), [Ask.ChatPath, Ask.ChatStreamUsage]];
        Random random = new(20);
        var asked = Enumerable.Range(0, 240)
            .Select(i => asks[i % asks.Length])
            .Concat(Enumerable.Range(0, 80).Select(i => (object[])Ask.Bedrock[i % Ask.Bedrock.Length]));
        var calls = asked.Select((ask, i) => (Ask: ask, Reply: Reply(random, i))).ToList();
        monitored.Server.Reply(request => calls[int.Parse(request.Headers["x-call"], System.Globalization.CultureInfo.InvariantCulture)].Reply);

        await Parallel.ForEachAsync(Enumerable.Range(0, calls.Count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, token) =>
        {
            var ask = calls[i].Ask;
            using var request = Ask.Post((string)ask[0], (string)ask[1]);
            request.Headers.Add("x-call", i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            try
            {
                using var response = await monitored.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
                _ = await ReadAll.AsFarAsItGoesAsync(await response.Content.ReadAsStreamAsync(token));
            }
            catch (HttpRequestException)
            {
                // Cut before its headers.
            }
        });

        var ledger = monitored.Server.Ledger;
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(calls.Count));
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Attempts), Is.EqualTo(calls.Count));
        foreach (var group in Outcomes.GroupBy(pair => pair.Measured))
        {
            var served = group.Sum(pair => ledger.CountByOutcome().GetValueOrDefault(pair.Served));
            Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Requests, (LlmTagNames.Outcome, group.Key)), Is.EqualTo(served), group.Key);
            Assert.That(served, Is.Positive, group.Key);
        }

        AssertTokens(monitored, ledger);
        Assert.That(monitored.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
        await LlmMonitoring.FlushAsync();
        string[] whole = [LlmOutcomes.Completed, LlmOutcomes.Length, LlmOutcomes.ContentFilter];
        LedgerOutcome[] wholeServed = [LedgerOutcome.Completed, LedgerOutcome.Length, LedgerOutcome.ContentFilter];
        Assert.That(
            monitored.Sink.Events.Where(e => whole.Contains(e.Outcome)).Select(e => e.ResponseId),
            Is.EquivalentTo(ledger.Entries.Where(entry => wholeServed.Contains(entry.Outcome)).Select(entry => entry.ResponseId)));
    }

    private static void AssertTokens(MonitoredServer monitored, MockLedger ledger)
    {
        foreach (var (model, served) in ledger.TotalTokensByModel())
        {
            (string, object?) tag = (LlmTagNames.ResponseModel, model);
            Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "input"), tag), Is.EqualTo(served.Input ?? 0), model);
            Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "output"), tag), Is.EqualTo(served.Output ?? 0), model);
            Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.CachedTokens, tag), Is.EqualTo(served.Cached ?? 0), model);
            Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.ReasoningTokens, tag), Is.EqualTo(served.Reasoning ?? 0), model);
            Assert.That(monitored.Recorder.Sum(
                LlmInstrumentNames.CacheWriteTokens, tag), Is.EqualTo((served.CacheWrite5m ?? 0) + (served.CacheWrite1h ?? 0)), model);
        }
    }

    private static MockReply Reply(Random random, int i)
    {
        MockReply reply = new()
        {
            // Long enough for the figures to stand in the second half of a body, which the faults leave out.
            Text = string.Join(' ', Enumerable.Repeat(Canary.Secret, random.Next(60, 90))),
            InputTokens = random.Next(50, 500),
            OutputTokens = random.Next(40, 300),
            CachedTokens = random.Next(0, 20),
            CacheWrite5mTokens = random.Next(0, 10),
            CacheWrite1hTokens = random.Next(0, 10),
            ReasoningTokens = random.Next(0, 30),
            ResponseId = $"id-{i}",
            Finish = (random.Next(4) == 0) ? MockFinish.Length : random.Next(6) == 0 ? MockFinish.ContentFilter : MockFinish.Stop,
        };
        return random.Next(10) switch
        {
            0 => reply with { Fault = MockFault.ErrorEvent(random.Next(3)) },
            1 => reply with { Fault = MockFault.Cut(random.Next(3)) },
            2 => reply with { Fault = MockFault.Truncate(random.Next(1, 3)) },
            3 => reply with { Fault = MockFault.Status(429) },
            4 => reply with { Fault = MockFault.CutBeforeHeaders() },
            _ => reply,
        };
    }
}
