using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Insights.Budgets.Reserving;

/// <summary>What is reserved for a call is given back, whichever way the call ends.</summary>
public sealed class ReleaseTests
{
    private const string Responses = "https://api.openai.com/v1/responses";

    [Test]
    public async Task Call_ThatIsCancelled_GivesItBack()
    {
        HeldNetwork network = new(_ => new HttpResponseMessage());
        await using ReservedClient client = new(network, amount: 100);
        using CancellationTokenSource cancellation = new();

        var sending = client.TrySendAsync(maxTokens: 10, cancellation.Token);
        await network.ArrivedAsync();
        Assert.That(client.Status.Reserved, Is.Positive);
        await cancellation.CancelAsync();

        await Assert.CatchAsync<OperationCanceledException>(() => sending);
        Assert.That((client.Status.Reserved, client.Status.Spent, client.Status.Calls), Is.EqualTo((0m, 0m, 1L)));
    }

    [TestCase(HttpStatusCode.TooManyRequests)]
    [TestCase(HttpStatusCode.OK)]
    public async Task Call_ThatFails_GivesItBack(HttpStatusCode status)
    {
        StubHandler network = new(
            _ => status == HttpStatusCode.OK ? throw new HttpRequestException("gone") : new HttpResponseMessage(status) { Content = WireSamples.Json("{}") });
        await using ReservedClient client = new(network, amount: 100);

        if (status == HttpStatusCode.OK)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => client.TrySendAsync(maxTokens: 10));
        }
        else
        {
            await client.TrySendAsync(maxTokens: 10);
        }

        Assert.That((client.Status.Reserved, client.Status.Spent), Is.EqualTo((0m, 0m)));
    }

    [Test]
    public async Task Call_WhoseAnswerIsLetGo_GivesItBack()
    {
        StubHandler network = new(_ => WireSamples.Trickle(ReservedClient.Answer(11, 10)));
        await using ReservedClient client = new(network, amount: 100);

        var response = await client.Http.SendAsync(WireSamples.Post(json: ReservedClient.Request(10)), HttpCompletionOption.ResponseHeadersRead);
        Assert.That(client.Status.Reserved, Is.Positive);
        response.Dispose();

        Assert.That(client.Status.Reserved, Is.Zero);
    }

    /// <summary>The filter lets the guard see the call, and refuses it to the measurement.</summary>
    [Test]
    public async Task Call_ThatIsFilteredAfterTheGuard_GivesItBack()
    {
        StubHandler network = new(_ => WireSamples.Trickle(ReservedClient.Answer(11, 10)));
        var asked = 0;
        await using ReservedClient client = new(network, amount: 100, options => options.Filter = _ => Interlocked.Increment(ref asked) == 1);

        Assert.That(await client.TrySendAsync(maxTokens: 10));

        Assert.That((client.Status.Reserved, client.Status.Calls, asked), Is.EqualTo((0m, 0L, 2)));
    }

    [Test]
    public async Task Request_OfAnUnknownHostThatIsNoCall_ReservesNothing()
    {
        HeldNetwork network = new(_ => WireSamples.Trickle("{}"));
        await using ReservedClient client = new(network, amount: 100);

        var sending = client.Http.SendAsync(WireSamples.Post("http://models.local/v1/chat/completions", """{"order":7}"""));
        await network.ArrivedAsync();

        Assert.That(client.Status.Reserved, Is.Zero);
        network.Open();
        (await sending).Dispose();
    }

    [Test]
    public async Task Attempts_OfOneCall_ReserveOnce()
    {
        var sends = 0;
        StubHandler network = new(
            _ => ++sends < 3 ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : WireSamples.Trickle(ReservedClient.Answer(11, 10)));
        List<decimal> reserved = [];
        ReservedClient client = null!;
        client = new ReservedClient(
            network, amount: 100, client: builder => builder.AddHttpMessageHandler(() => new ThreeTries(() => reserved.Add(client.Status.Reserved))));
        await using (client)
        {
            Assert.That(await client.TrySendAsync(maxTokens: 10));

            Assert.That((sends, reserved.Distinct().Count()), Is.EqualTo((3, 1)));
            Assert.That((client.Status.Reserved, client.Status.Spent, client.Status.Calls), Is.EqualTo((0m, 10.011m, 1L)));
        }
    }

    [TestCase("""{"input_tokens":2,"output_tokens":3}""", 3.002)]
    [TestCase("null", 0)]
    public async Task Call_WhoseCostComesLater_KeepsItUntilThen(string usage, decimal cost)
    {
        const string Queued = """{"id":"resp_1","object":"response","status":"queued","background":true,"model":"gpt-5-1","output":[],"usage":null}""";
        Queue<string> answers = new(
            [Queued, Queued.Replace("queued", "completed", StringComparison.Ordinal).Replace(
                "\"usage\":null", $"\"usage\":{usage}", StringComparison.Ordinal)]);
        await using ReservedClient client = new(new StubHandler(_ => WireSamples.Trickle(answers.Dequeue())), amount: 100);

        (await client.Http.SendAsync(WireSamples.Post(Responses, """{"model":"gpt-5","input":"Say hi","background":true,"max_output_tokens":50}"""))).Dispose();
        Assert.That((client.Status.Reserved > 50, client.Status.Spent), Is.EqualTo((true, 0m)));
        (await client.Http.GetAsync(new Uri($"{Responses}/resp_1"))).Dispose();

        Assert.That((client.Status.Reserved, client.Status.Spent), Is.EqualTo((0m, cost)));
    }

    [Test]
    public async Task Reservation_OfAnAnswerThatIsNeverFetched_ExpiresByTheClock()
    {
        const string Queued = """{"id":"resp_9","object":"response","status":"queued","background":true,"model":"gpt-5-1","output":[],"usage":null}""";
        await using ReservedClient client = new(new StubHandler(_ => WireSamples.Trickle(Queued)), amount: 100);
        (await client.Http.SendAsync(WireSamples.Post(Responses, """{"model":"gpt-5","input":"Say hi","background":true,"max_output_tokens":50}"""))).Dispose();

        client.Time.Advance(TimeSpan.FromMinutes(59));
        var before = client.Status.Reserved;
        client.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.That((before > 50, client.Status.Reserved), Is.EqualTo((true, 0m)));
    }

    private sealed class ThreeTries(Action sending) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var i = 0; ; i++)
            {
                sending();
                var response = await base.SendAsync(request, cancellationToken);
                if (response.IsSuccessStatusCode || i == 2)
                {
                    return response;
                }

                response.Dispose();
            }
        }
    }
}
