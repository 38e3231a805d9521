namespace LlmHttpMetrics.Prometheus.Tests.RealPrometheus;

/// <summary>What a Pushgateway itself makes of pushes.</summary>
[NonParallelizable]
public sealed class RealPushgatewayTests
{
    [Test]
    public async Task Metrics_Pushed_AreInTheirGroup()
    {
        using OwnMeter own = new();
        own.Meter.CreateCounter<long>(LlmInstrumentNames.Requests, "{request}", "Calls.").Add(
            3, new(LlmTagNames.ProviderName, "open\"ai\n"), new("job", "mine"));
        own.Meter.CreateHistogram<double>("h").Record(1);
        await using var tool = await RunningTool.StartAsync("prometheus-pushgateway", (_, address) => [$"--web.listen-address={address}"]);
        using LlmPushgateway gateway = new(tool.Http.BaseAddress!, "nightly/1", [new("instance", "a b"), new("empty", "")]);

        await gateway.PushAsync(own.Metrics);
        await gateway.AddAsync(own.Metrics);
        var pushed = await tool.Http.GetStringAsync("metrics");
        await gateway.DeleteAsync();

        Assert.That(pushed, Does.Contain(
            """llm_requests_total{empty="",gen_ai_provider_name="open\"ai\n",instance="a b",job="nightly/1",provider="open\"ai\n",status="success"} 3""")
                .Or.Contain(
                """llm_requests_total{gen_ai_provider_name="open\"ai\n",instance="a b",job="nightly/1",provider="open\"ai\n",status="success"} 3"""));
        Assert.That(await tool.Http.GetStringAsync("metrics"), Does.Not.Contain("llm_requests_total"));
    }
}
