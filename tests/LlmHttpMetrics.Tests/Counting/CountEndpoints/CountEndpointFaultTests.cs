using System.Net;
using System.Net.Http.Headers;
using LlmHttpMetrics.Tests.Counting.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Counting.CountEndpoints;

/// <summary>A count endpoint that is down, slow or lying costs a figure, and never a call.</summary>
public sealed class CountEndpointFaultTests
{
    [TestCase("0")]
    [TestCase("-5")]
    [TestCase("12.5")]
    [TestCase("\"12\"")]
    [TestCase("null")]
    [TestCase("{\"n\":12}")]
    [TestCase("5000")]
    [TestCase("99999999999999999999")]
    [TestCase("42}{\"c4n4ry\":1")]
    public async Task Figure_ThatCannotBe_IsNotBelieved(string figure)
    {
        await using CountedClient client = new(_ => CountedClient.Count(figure));

        await AssertFellBackAsync(client, "count_api_implausible");
    }

    [TestCase("")]
    [TestCase("<html>c4n4ry</html>")]
    [TestCase("[42]")]
    [TestCase("{}")]
    [TestCase("{\"input_tokens\":4")]
    public async Task Body_ThatIsNoAnswer_IsNotBelieved(string body)
    {
        await using CountedClient client = new(_ => CountedClient.Respond(body, "text/html"));

        await AssertFellBackAsync(client, "count_api_implausible");
    }

    [Test]
    public async Task Body_WithoutEnd_IsReadOnlySoFar()
    {
        EndlessStream endless = new("{\"input_tokens\":42,\"a\":\"", "a", length: long.MaxValue);
        await using CountedClient client = new(_ => Task.FromResult(WireSamples.Stream(endless)));

        await AssertFellBackAsync(client, "count_api_implausible");
    }

    [TestCase(400, "count_api_failed")]
    [TestCase(401, "count_api_failed")]
    [TestCase(404, "count_api_failed")]
    [TestCase(307, "count_api_failed")]
    [TestCase(204, "count_api_failed")]
    [TestCase(429, "count_api_limited")]
    [TestCase(503, "count_api_failed")]
    public async Task Status_OfAnError_FallsBack(int status, string reason)
    {
        await using CountedClient client = new(_ => Status(status));

        await AssertFellBackAsync(client, reason);
        Assert.That(
            client.Logged,
            Has.Some.Matches<(LogLevel, string Text)>(
                entry => entry.Text.Contains($"of anthropic did not count a call's tokens: status {status}.", StringComparison.Ordinal)));
    }

    [Test]
    public async Task Endpoint_OutOfReach_FallsBack()
    {
        await using CountedClient client = new(_ => throw new HttpRequestException(HttpRequestError.NameResolutionError, "c4n4ry"));

        await AssertFellBackAsync(client, "count_api_failed");
        Assert.That(client.Logged.Select(entry => entry.Text), Has.Some.Contains("NameResolutionError").And.None.Contains(Canary.Secret));
    }

    [Test]
    public async Task Client_ThatCannotBeMade_FallsBack()
    {
        await using CountedClient client = new(counter: _ => throw new InvalidOperationException("c4n4ry"));

        await AssertFellBackAsync(client, "count_api_failed", asked: 0);
    }

    /// <summary>The first three do not heed the token, and one does not even give its thread back.</summary>
    [TestCase("never")]
    [TestCase("blocks")]
    [TestCase("body")]
    [TestCase("heeds")]
    public async Task Endpoint_Stalls_HoldsUpNobody(string how)
    {
        using ManualResetEventSlim release = new();
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CountedClient client = new(
            token =>
            {
                asked.TrySetResult();
                return StallAsync(how, release, token);
            },
            services: services => services.AddSingleton<ITokenCounterSource>(
                new WordCounter { Models = model => model.StartsWith("gpt", StringComparison.Ordinal) }));
        await client.SendAsync();
        await asked.Task;

        // The endpoint has the question: the call has ended, and tokenizers count on.
        await client.SendAsync(WireSamples.ChatRequest, WireSamples.OpenAiChat);
        Assert.That(() => client.Client.Sink.Events.Select(e => e.TokenSource).ToArray(), Is.EqualTo(new[] { "tokenizer" }).After(HangGuard.Milliseconds, 5));

        client.Client.Time.Advance(TimeSpan.FromMilliseconds(4_900));
        Assert.That(client.Client.Sink.Events, Has.Count.EqualTo(1), "It has five seconds.");
        client.Client.Time.Advance(TimeSpan.FromMilliseconds(101));
        await LlmMonitoring.FlushAsync();
        Assert.That((client.Client.Sink.Events[^1].FallbackReason, client.Fallbacks("count_api_timeout")), Is.EqualTo(("count_api_timeout", 1d)));
        release.Set();
    }

    [Test]
    public async Task Calls_MoreThanMayWait_FallBackAtOnce()
    {
        TaskCompletionSource<HttpResponseMessage> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CountedClient client = new(_ => answer.Task, options => (options.MaxConcurrency, options.RequestsPerMinute) = (2, 1000));
        for (var i = 0; i < 100; i++)
        {
            await client.SendAsync(CountedClient.Request($"c4n4ry {i}"));
        }

        Assert.That(client.Fallbacks("count_api_limited"), Is.EqualTo(100 - 64 - 2));
        Assert.That(() => client.Asked.Count, Is.EqualTo(2).After(HangGuard.Milliseconds, 5));
        answer.SetResult(new HttpResponseMessage(HttpStatusCode.BadRequest));
        await LlmMonitoring.FlushAsync();
        Assert.That((client.Client.Sink.Events.Count, client.Asked.Count, client.Fallbacks("count_api_failed")), Is.EqualTo((100, 66, 66d)));
    }

    [Test]
    public async Task Calls_StillWaitingInTheirTurn_FallBackWithTheirTime()
    {
        await using CountedClient client = new(_ => new TaskCompletionSource<HttpResponseMessage>().Task, options => options.MaxConcurrency = 1);
        await client.SendAsync(CountedClient.Request("one"));
        Assert.That(() => client.Asked.Count, Is.EqualTo(1).After(HangGuard.Milliseconds, 5));
        await client.SendAsync(CountedClient.Request("two"));
        var recorder = client.Client.Recorder;
        Assert.That(() => recorder.Sum(LlmInstrumentNames.TokenizationCache), Is.EqualTo(2).After(HangGuard.Milliseconds, 5), "It has begun to wait.");
        client.Client.Time.Advance(TimeSpan.FromMilliseconds(5_001));
        await LlmMonitoring.FlushAsync();

        Assert.That((client.Fallbacks("count_api_timeout"), client.Fallbacks("count_api_limited")), Is.EqualTo((1d, 1d)));
    }

    [Test]
    public async Task Rate_UsedUp_FillsAgainWithTime()
    {
        await using CountedClient client = new(limits: options => options.RequestsPerMinute = 2);
        var n = 0;
        async Task<string?> CallAsync() => (await client.CallAsync(CountedClient.Request($"{n++}"))).FallbackReason;

        string?[] atOnce = [await CallAsync(), await CallAsync(), await CallAsync()];
        client.Client.Time.Advance(TimeSpan.FromSeconds(29));
        var before = await CallAsync();
        client.Client.Time.Advance(TimeSpan.FromSeconds(1.1));
        string?[] after = [await CallAsync(), await CallAsync()];

        Assert.That((atOnce, before, after), Is.EqualTo((new[] { null, null, "count_api_limited" }, "count_api_limited", new[] { null, "count_api_limited" })));
        Assert.That(client.Asked, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Endpoint_FailingInARow_IsLeftAloneAndTriedAgain()
    {
        var isWell = false;
        await using CountedClient client = new(_ => isWell ? CountedClient.Count("42") : Status(500));
        for (var i = 0; i < 8; i++)
        {
            await client.CallAsync();
        }

        Assert.That((client.Asked.Count, client.Fallbacks("count_api_failed"), client.Fallbacks("count_api_limited")), Is.EqualTo((5, 5d, 3d)));
        client.Client.Time.Advance(TimeSpan.FromSeconds(31));
        await client.CallAsync();
        await client.CallAsync();
        Assert.That(client.Asked, Has.Count.EqualTo(6), "One probe, and a longer delay.");
        client.Client.Time.Advance(TimeSpan.FromSeconds(31));
        await client.CallAsync();
        Assert.That(client.Asked, Has.Count.EqualTo(6));
        isWell = true;
        client.Client.Time.Advance(TimeSpan.FromSeconds(31));

        Assert.That((await client.CallAsync()).TokenSource, Is.EqualTo("count_api"));
        Assert.That(Warnings(client, "is not called for"), Is.EqualTo(2));
        Assert.That(Warnings(client, "status 500"), Is.EqualTo(1), "Each kind of fault is told once.");
    }

    [Test]
    public async Task Endpoint_ThatRefusesRequests_IsNotLeftAlone()
    {
        await using CountedClient client = new(_ => Status(400));
        for (var i = 0; i < 8; i++)
        {
            await client.CallAsync();
        }

        Assert.That((client.Asked.Count, client.Fallbacks("count_api_failed")), Is.EqualTo((8, 8d)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task RetryAfter_OfTheEndpoint_IsHeeded(bool asDate)
    {
        var sends = 0;
        CountedClient? made = null;
        await using CountedClient client = made = new(_ => sends++ == 0 ? Later(made!, asDate) : CountedClient.Count("42"));
        await client.CallAsync();
        client.Client.Time.Advance(TimeSpan.FromSeconds(89));
        var early = await client.CallAsync();
        client.Client.Time.Advance(TimeSpan.FromSeconds(2));
        var late = await client.CallAsync();

        Assert.That((early.FallbackReason, late.TokenSource, client.Asked.Count), Is.EqualTo(("count_api_limited", "count_api", 2)));
    }

    [Test]
    public async Task Fallback_IsTheOneForModelsThatNobodyKnows()
    {
        await using CountedClient client = new(_ => Status(500), configure: options => options.Fallback.OnUnknownModel = LlmFallbacks.Estimate);
        var e = await client.CallAsync();

        Assert.That(
            (e.Fallback, e.TokenSource, e.Tokens.Output, e.OutputTokenSource),
            Is.EqualTo(("estimate", "estimate", (long?)CountedClient.EstimatedOutput, (string?)null)));
    }

    private static async Task AssertFellBackAsync(CountedClient client, string reason, int asked = 1)
    {
        var e = await client.CallAsync();

        Assert.That(
            (e.FallbackReason, e.Fallback, e.TokenSource, e.Tokens.Input, e.Capacity!["output.words"]),
            Is.EqualTo((reason, "capacity", (string?)null, (long?)null, 4d)));
        Assert.That((client.Fallbacks(reason), client.Tokens(), client.Asked.Count), Is.EqualTo((1d, Array.Empty<string>(), asked)));
        Assert.That(client.Client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }

    private static Task<HttpResponseMessage> Status(int status) =>
        Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = WireSamples.Json("""{"error":{"message":"c4n4ry"},"input_tokens":42}""") });

    private static Task<HttpResponseMessage> Later(CountedClient client, bool asDate)
    {
        var limited = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        limited.Headers.RetryAfter = asDate
            ? new RetryConditionHeaderValue(client.Client.Time.GetUtcNow().AddSeconds(90))
            : new RetryConditionHeaderValue(TimeSpan.FromSeconds(90));
        return Task.FromResult(limited);
    }

    private static async Task<HttpResponseMessage> StallAsync(string how, ManualResetEventSlim release, CancellationToken token)
    {
        switch (how)
        {
            case "blocks":
                release.Wait(CancellationToken.None);
                break;
            case "heeds":
                await Task.Delay(Timeout.Infinite, token);
                break;
            case "body":
                return WireSamples.Stream(new StalledStream());
        }

        return await new TaskCompletionSource<HttpResponseMessage>().Task;
    }

    private static int Warnings(CountedClient client, string text) =>
        client.Logged.Count(entry => entry.Level == LogLevel.Warning && entry.Text.Contains(text, StringComparison.Ordinal));

    private sealed class StalledStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(new TaskCompletionSource<int>().Task);
    }
}
