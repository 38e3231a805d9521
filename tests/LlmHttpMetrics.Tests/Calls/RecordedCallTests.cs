using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Calls;

/// <summary>The information that a listener gets about the call behind a measurement.</summary>
public sealed class RecordedCallTests
{
    [Test]
    public async Task Current_WhileFiguresAreRecorded_IsTheirCall()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        var calls = Listen(client);

        using (var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead))
        {
            client.Time.AdvanceMilliseconds(250);
            _ = await response.Content.ReadAsStringAsync();
        }

        Assert.That(calls, Has.Count.GreaterThan(4));
        Assert.That(calls.Select(
            call => (call.Value?.Outcome, call.Value?.Duration)), Has.All.EqualTo((LlmOutcomes.Completed, TimeSpan.FromMilliseconds(250))));
        Assert.That(LlmRecordedCall.Current, Is.Null);
    }

    [Test]
    public async Task Current_WhileAStreamRuns_IsNone()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatStream));
        var calls = Listen(client);

        using (var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead))
        {
            _ = await response.Content.ReadAsStringAsync();
        }

        var perChunk = calls.Where(call => call.Key == LlmInstrumentNames.TimePerOutputChunk).Select(call => call.Value).ToList();
        Assert.That(perChunk, Is.Not.Empty.And.All.Null);
        Assert.That(calls.Single(call => call.Key == LlmInstrumentNames.LongestStall).Value?.Outcome, Is.EqualTo(LlmOutcomes.Completed));
    }

    [TestCase(LlmFallbacks.Estimate, LlmInstrumentNames.Tokens)]
    [TestCase(LlmFallbacks.Capacity, LlmInstrumentNames.Capacity)]
    public async Task Current_WhenFiguresComeLater_IsTheCallTheyAreOf(string fallback, string instrument)
    {
        const string cut = """data: {"id":"1","model":"gpt-5-mini","choices":[{"index":0,"delta":{"content":"c4n4ry"},"finish_reason":null}]}""" + "\n\n";
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(cut)),
            options => options.Fallback.OnUnknownModel = fallback,
            services: services => services.AddSingleton<ITokenCounterSource>(new NoCounters()));
        var calls = Listen(client);

        using (var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead))
        {
            _ = await response.Content.ReadAsStringAsync();
        }

        await LlmMonitoring.FlushAsync();

        var late = calls.Where(call => call.Key == instrument).Select(call => call.Value?.Outcome).ToList();
        Assert.That(late, Is.Not.Empty.And.All.EqualTo(LlmOutcomes.Broken));
    }

    private static List<KeyValuePair<string, LlmRecordedCall?>> Listen(MonitoredClient client)
    {
        List<KeyValuePair<string, LlmRecordedCall?>> calls = [];
        client.Recorder.OnMeasurement = measurement =>
        {
            lock (calls)
            {
                calls.Add(new(measurement.Instrument, LlmRecordedCall.Current));
            }
        };
        return calls;
    }

    private sealed class NoCounters : ITokenCounterSource
    {
        public ITokenCounter? Find(string provider, string model) => null;

        public ITokenCounter? FindByName(string name) => null;
    }
}
