using System.Diagnostics;
using System.Runtime.InteropServices;
using LlmHttpMetrics.Events;

namespace LlmHttpMetrics.Tests.Events;

/// <summary>Which calls get an event where only a share of them does.</summary>
public sealed class SamplingTests
{
    [Test]
    public async Task Calls_Whole_GetTheirShareAndSayIt()
    {
        const int Calls = 400;
        await using var client = Client(share: 0.25);
        for (var i = 0; i < Calls; i++)
        {
            (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        }

        await LlmMonitoring.FlushAsync();
        Assert.That(client.Sink.Events, Has.Count.InRange(Calls / 8, Calls * 3 / 8), "by chance, some 9 standard deviations either way");
        Assert.That(client.Sink.Events.Select(e => e.SamplingRate), Is.All.EqualTo(0.25));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(Calls), "meters are not sampled");
    }

    [TestCase(500, LlmOutcomes.Error)]
    [TestCase(429, LlmOutcomes.Error)]
    public async Task Calls_ThatFailed_AlwaysGetOne(int status, string outcome)
    {
        await using MonitoredClient client = new(
            _ => new HttpResponseMessage((System.Net.HttpStatusCode)status) { Content = new StringContent("{}") }, options => options.EventSampling.Share = 0);

        (await client.Http.SendAsync(WireSamples.Post())).Dispose();

        var e = await client.EventAsync();
        Assert.That((e.Outcome, e.SamplingRate), Is.EqualTo((outcome, 1d)), "it stands for itself");
    }

    [Test]
    public async Task Calls_Slow_AlwaysGetOne([Values(29_999, 30_000)] int milliseconds)
    {
        MonitoredClient? client = null;
        await using (client = new(
            _ =>
            {
                client!.Time.AdvanceMilliseconds(milliseconds);
                return WireSamples.Trickle(WireSamples.ChatAnswer);
            },
            options => options.EventSampling.Share = 0))
        {
            (await client.Http.SendAsync(WireSamples.Post())).Dispose();
            await LlmMonitoring.FlushAsync();

            Assert.That(client.Sink.Events, Has.Count.EqualTo(milliseconds / 30_000));
        }
    }

    [Test]
    public async Task Outcomes_OfYourChoice_DecideToo()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options =>
        {
            options.EventSampling.Share = 0;
            options.EventSampling.KeepOutcomes.Add(LlmOutcomes.Completed);
        });

        (await client.Http.SendAsync(WireSamples.Post())).Dispose();

        Assert.That((await client.EventAsync()).SamplingRate, Is.EqualTo(1));
    }

    [Test]
    public async Task Share_OfZero_LeavesTheHookWithoutAnEvent()
    {
        List<LlmEvent?> seen = [];
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options =>
        {
            options.EventSampling.Share = 0;
            options.Enrich = context => seen.Add(context.Event);
        });

        (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        await LlmMonitoring.FlushAsync();

        Assert.That((seen, client.Sink.Events.Count), Is.EqualTo((new LlmEvent?[] { null }, 0)));
    }

    [Test]
    public async Task Calls_OfAScopeSessionOrTrace_StayTogether([Values("scope", "session", "trace")] string kind)
    {
        const int Groups = 40;
        using ActivitySource source = new("test");
        using ActivityListener listener = new()
        {
            ShouldListenTo = s => s == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData
        };
        ActivitySource.AddActivityListener(listener);
        await using var client = Client(share: 0.5);
        for (var group = 0; group < Groups; group++)
        {
            using var trace = kind == "trace" ? source.StartActivity("a", ActivityKind.Internal, parentContext: default) : null;
            using var scope = kind == "scope" ? LlmCall.Begin(new LlmCallInfo()) : null;
            for (var i = 0; i < 5; i++)
            {
                using var session = kind == "session" ? LlmCall.Begin(new LlmCallInfo { SessionId = $"session-{group}" }) : null;
                (await client.Http.SendAsync(WireSamples.Post())).Dispose();
            }
        }

        await LlmMonitoring.FlushAsync();
        var groups = client.Sink.Events.GroupBy(e => kind switch { "scope" => e.ScopeId, "session" => e.Call!.SessionId, _ => e.TraceId }).ToArray();
        Assert.That(groups.Select(group => group.Count()), Is.All.EqualTo(5));
        Assert.That(groups, Has.Length.InRange(5, Groups - 5));
    }

    [Test]
    public void Places_OfLikeIds_AreEven()
    {
        const int Count = 10_000;
        var places = Enumerable.Range(0, Count).Select(i => EventSampler.Place(MemoryMarshal.AsBytes($"session-{i}".AsSpan()))).ToArray();

        Assert.That(places, Has.All.InRange(0d, 1d));
        for (var tenth = 0; tenth < 10; tenth++)
        {
            Assert.That(places.Count(place => (int)(place * 10) == tenth), Is.InRange(850, 1150));
        }
    }

    [Test]
    public void Place_OfAnId_IsTheSameInEveryProcess() =>
        Assert.That(EventSampler.Place(MemoryMarshal.AsBytes("session-1".AsSpan())), Is.EqualTo(0.4345794835046908), "reckoned by another implementation");

    private static MonitoredClient Client(double share) =>
        new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.EventSampling.Share = share);
}
