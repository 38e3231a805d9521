using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

public sealed class LedgerTests : MockServerFixture
{
    [TestCaseSource(typeof(Ask), nameof(Ask.AllStreams))]
    public async Task Stream_WhenItsEndIsRead_IsAlreadyRecorded(string path, string json)
    {
        for (var i = 1; i <= 20; i++)
        {
            Server.Reply(new MockReply { Text = "a b c" });
            using var response = await PostAsync(path, json);
            await response.Content.ReadAsStringAsync();

            Assert.That(Ledger.Entries, Has.Count.EqualTo(i));
            Assert.That(Ledger.Entries[^1].Chunks, Is.EqualTo(3));
            Assert.That(Ledger.Entries[^1].Streamed, Is.True);
            Assert.That(Ledger.Entries[^1].Outcome, Is.EqualTo(LedgerOutcome.Completed));
        }
    }

    [TestCaseSource(typeof(Ask), nameof(Ask.Bodies))]
    public async Task Body_WhenItsEndIsRead_IsAlreadyRecorded(string path, string json)
    {
        for (var i = 1; i <= 20; i++)
        {
            await JsonAsync(path, json);

            Assert.That(Ledger.Entries, Has.Count.EqualTo(i));
            Assert.That(Ledger.Entries[^1].Streamed, Is.False);
            Assert.That(Ledger.Entries[^1].Chunks, Is.Zero);
            Assert.That(Ledger.Entries[^1].Tokens!.Input, Is.EqualTo(3));
        }
    }

    [Test]
    public async Task DefaultReplies_MixedLoad_TotalsEqualWhatWasReceived()
    {
        var received = await Task.WhenAll(Enumerable.Range(1, 60).Select(async i =>
        {
            var words = string.Join(' ', Enumerable.Repeat("word", i));
            var body = await JsonAsync(Ask.ChatPath, $$"""{"model":"m{{i % 3}}","messages":[{"role":"user","content":"{{words}}"}]}""");
            var usage = body.GetProperty("usage");
            return (
                Model: body.GetProperty("model").GetString()!,
                Input: usage.GetProperty("prompt_tokens").GetInt64(),
                Output: usage.GetProperty("completion_tokens").GetInt64());
        }));

        Assert.That(Ledger.TotalTokens().Input, Is.EqualTo(received.Sum(one => one.Input)).And.EqualTo(60 * 61 / 2));
        Assert.That(Ledger.TotalTokens().Output, Is.EqualTo(received.Sum(one => one.Output)));
        Assert.That(received.Select(one => one.Output).Distinct().Count(), Is.GreaterThan(10), "varied figures");
        foreach (var (model, tokens) in Ledger.TotalTokensByModel())
        {
            Assert.That(tokens.Output, Is.EqualTo(received.Where(one => one.Model == model).Sum(one => one.Output)));
        }

        Assert.That(Ledger.CountByOutcome(), Is.EqualTo(new Dictionary<LedgerOutcome, int> { [LedgerOutcome.Completed] = 60 }));
    }

    [Test]
    public async Task Delays_Stream_ShowInLedgerAndOnTheWire()
    {
        Server.Reply(new MockReply { Text = "a b c", DelayToFirstToken = TimeSpan.FromMilliseconds(120), DelayBetweenTokens = TimeSpan.FromMilliseconds(60) });

        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var response = await PostAsync(Ask.ChatPath, Ask.ChatStream);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var seen = new List<TimeSpan>();
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.Contains("\"content\":\"a", StringComparison.Ordinal) || line.Contains("\"content\":\" ", StringComparison.Ordinal))
            {
                seen.Add(watch.Elapsed);
            }
        }

        var entry = Ledger.Only;
        Assert.That(seen, Has.Count.EqualTo(3));
        Assert.That(seen[0], Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(115)));
        Assert.That(seen[2], Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(230)));
        Assert.That(entry.FirstContentAfter, Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(115)));
        Assert.That(entry.LastContentAfter - entry.FirstContentAfter, Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(110)));
        Assert.That(entry.EndedAfter, Is.GreaterThanOrEqualTo(entry.LastContentAfter!.Value));
    }

    [Test]
    public async Task Delays_Body_WaitAsLongAsTheStreamWould()
    {
        Server.Reply(
            new MockReply
            {
                Text = "a b c",
                DelayToHeaders = TimeSpan.FromMilliseconds(50),
                DelayToFirstToken = TimeSpan.FromMilliseconds(50),
                DelayBetweenTokens = TimeSpan.FromMilliseconds(25)
            });

        await JsonAsync(Ask.ChatPath, Ask.Chat);

        Assert.That(Ledger.Only.FirstContentAfter, Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(145)));
    }

    [Test]
    public async Task ClientDisposes_MidStream_IsRecordedAsGone()
    {
        Server.Reply(new MockReply { Text = string.Join(' ', Enumerable.Repeat("w", 1000)), DelayBetweenTokens = TimeSpan.FromMilliseconds(20) });
        using (var response = await PostAsync(Ask.ChatPath, Ask.ChatStream))
        {
            await (await response.Content.ReadAsStreamAsync()).ReadExactlyAsync(new byte[16]);
        }

        var entry = (await Ledger.WaitForAsync(1, HangGuard.Limit))[0];

        Assert.That(entry.Outcome, Is.EqualTo(LedgerOutcome.ClientGone));
        Assert.That(entry.Chunks, Is.LessThan(1000));
    }

    [Test]
    public void WaitFor_TooFew_TimesOut() =>
        Assert.That(() => Ledger.WaitForAsync(1, TimeSpan.FromMilliseconds(50)), Throws.InstanceOf<TimeoutException>());

    [Test]
    public async Task Clear_AfterAnExchange_EmptiesIt()
    {
        await JsonAsync(Ask.ChatPath, Ask.Chat);
        Ledger.Clear();

        Assert.That(Ledger.Entries, Is.Empty);
        Assert.That(() => Ledger.Only, Throws.InvalidOperationException);
    }

    [Test]
    public async Task AnthropicCut_BeforeTheDelta_KeepsTheFiguresOfTheStart()
    {
        Server.Reply(new MockReply { Text = "a b c", InputTokens = 30, OutputTokens = 3, Fault = MockFault.Cut(1) });

        await ReadUntilItEndsAsync(Ask.MessagesPath, Ask.MessagesStream);

        Assert.That(Ledger.Only.Tokens!.Input, Is.EqualTo(30));
        Assert.That(Ledger.Only.Tokens.Output, Is.EqualTo(1));
    }
}
