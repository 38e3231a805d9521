using LlmHttpMetrics.Insights.Budgets;
using LlmHttpMetrics.Insights.Budgets.Reserving;

namespace LlmHttpMetrics.Tests.Insights.Budgets.Reserving;

/// <summary>Calls that are under way together cannot spend what one of them may.</summary>
public sealed class BurstTests
{
    private const int Calls = 100;

    /// <summary>Every call uses all that its request lets it: the most that it can cost is what it costs, its input apart.</summary>
    [Test]
    public async Task Burst_OfCallsWithMaxTokens_DoesNotOvershoot()
    {
        HeldNetwork network = new(_ => WireSamples.Trickle(ReservedClient.Answer(input: 11, output: 10)));
        await using ReservedClient client = new(network, amount: 102);

        var passed = await BurstAsync(client, network, maxTokens: 10);

        Assert.That((passed, network.Sends), Is.EqualTo((10, 10)), "there is room for ten");
        Assert.That((client.Status.Spent, client.Status.Reserved), Is.EqualTo((10 * 10.011m, 0m)));
        Assert.That(client.Status.Spent, Is.LessThanOrEqualTo(client.Status.Limit));
        Assert.That((client.Status.Calls, client.Status.RefusedCalls), Is.EqualTo((10L, 90L)));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }

    [TestCase(1)]
    [TestCase(900)]
    public async Task Burst_OfCallsWithoutMaxTokens_OvershootsByWhatEachCostBeyondItsEstimate(int output)
    {
        HeldNetwork network = new(_ => WireSamples.Trickle(ReservedClient.Answer(input: 11, output)));
        await using ReservedClient client = new(network, amount: 5_100);

        var sending = client.TrySendAsync(maxTokens: null);
        await network.ArrivedAsync();
        var estimate = client.Status.Reserved;
        var passed = await BurstAsync(client, network, maxTokens: null) + (await sending ? 1 : 0);

        var cost = output + 0.011m;
        Assert.That(passed, Is.EqualTo((int)(5_100 / estimate)).And.LessThan(Calls));
        Assert.That((client.Status.Spent, client.Status.Reserved), Is.EqualTo((passed * cost, 0m)));
        Assert.That(client.Status.Spent - client.Status.Limit, Is.LessThanOrEqualTo(passed * Math.Max(0, cost - estimate)));
    }

    [Test]
    public void Means_AreLearnedByModelAndByProvider()
    {
        UsageTable learned = new();
        BudgetedCall call = new("c", "p", "chat", "m", Scope: null, Time: 0);
        for (var i = 0; i < 3; i++)
        {
            learned.Learn(call, bytes: 100, input: 0, output: 0);
        }

        learned.Learn(call with { Model = "silent" }, bytes: 100, input: null, output: null);

        Assert.That(learned.Means("p", "m"), Is.EqualTo(new UsageMeans(0, 0, 0, 0)));
        Assert.That(learned.Means("p", "other"), Is.EqualTo(new UsageMeans(0, 0, 0, 0)), "as others of the provider");
        learned.Learn(call with { Model = "long" }, bytes: 100, input: 50, output: 20);
        Assert.That(learned.Means("p", "long"), Is.EqualTo(new UsageMeans(0.5, 50, 20, 50)));
        Assert.That((learned.Means("q", "m"), learned.LastModel("p"), learned.LastModel("q")), Is.EqualTo((UsageMeans.Start, "long", (string?)null)));
    }

    [Test]
    public async Task Refusal_ForWantOfRoom_SaysWhatIsReserved()
    {
        HeldNetwork network = new(_ => WireSamples.Trickle(ReservedClient.Answer(input: 11, output: 10)));
        await using ReservedClient client = new(network, amount: 15);
        var first = client.TrySendAsync(maxTokens: 10);
        await network.ArrivedAsync();

        var refused = await Assert.ThrowsAsync<LlmBudgetExceededException>(() => client.Http.SendAsync(WireSamples.Post(json: ReservedClient.Request(10))));

        Assert.That((refused!.Status.IsSpent, refused.Spent), Is.EqualTo((false, 0m)));
        Assert.That(refused.Status.Reserved, Is.GreaterThan(10));
        Assert.That(refused.Message, Does.StartWith("The budget 'b' has too little left for the call: 0 of 15 USD are spent, and 10."));
        client.Recorder.Observe();
        Assert.That(client.Recorder.Only(LlmInstrumentNames.BudgetReserved).Value, Is.EqualTo((double)refused.Status.Reserved));
        network.Open();
        Assert.That(await first);
        Assert.That((client.Status.Reserved, await client.TrySendAsync(maxTokens: 4)), Is.EqualTo((0m, true)), "room again, for less");
    }

    [Test]
    public async Task Choices_Count()
    {
        HeldNetwork network = new(_ => WireSamples.Trickle(ReservedClient.Answer(input: 11, output: 10)));
        await using ReservedClient client = new(network, amount: 50);
        var json = ReservedClient.Request(10).Replace("\"model\"", "\"n\":3,\"model\"", StringComparison.Ordinal);

        var sending = client.Http.SendAsync(WireSamples.Post(json: json));
        await network.ArrivedAsync();

        Assert.That(client.Status.Reserved, Is.EqualTo(30 + (0.001m * System.Text.Encoding.UTF8.GetByteCount(json))));
        network.Open();
        (await sending).Dispose();
    }

    /// <returns>How many calls were sent.</returns>
    private static async Task<int> BurstAsync(ReservedClient client, HeldNetwork network, int? maxTokens)
    {
        TaskCompletionSource decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var open = Calls;
        network.Arrived = Decided;
        var calls = Enumerable.Range(0, Calls).Select(_ => Task.Run(async () =>
        {
            var isSent = await client.TrySendAsync(maxTokens);
            if (!isSent)
            {
                Decided();
            }

            return isSent;
        })).ToArray();
        await decided.Task;
        network.Open();
        return (await Task.WhenAll(calls)).Count(sent => sent);

        void Decided()
        {
            if (Interlocked.Decrement(ref open) == 0)
            {
                decided.SetResult();
            }
        }
    }
}
